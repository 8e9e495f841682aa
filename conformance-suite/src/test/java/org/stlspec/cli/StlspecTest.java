package org.stlspec.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class StlspecTest {
  @Test
  void aProxyThatStartsLoadsNoOtherCommand() {
    assertEquals(Set.of("proxy"), Stlspec.commandLine("proxy", "--help").getSubcommands().keySet());
  }

  @Test
  void thatProxyIsTheSameAsAmongTheOthers() {
    CommandLine alone = Stlspec.commandLine("proxy").getSubcommands().get("proxy");
    CommandLine among = Stlspec.commandLine().getSubcommands().get("proxy");
    assertEquals(among.getUsageMessage(), alone.getUsageMessage());
    assertTrue(alone.getUsageMessage().startsWith("Usage: stlspec proxy "));
  }
}
