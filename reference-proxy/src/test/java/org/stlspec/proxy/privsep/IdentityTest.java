package org.stlspec.proxy.privsep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Users and groups by name and number; every Linux has root and daemon. */
@EnabledOnOs(OS.LINUX)
class IdentityTest {

  private static String refusal(String user, String... group) {
    return assertThrows(
            IllegalArgumentException.class,
            () -> Identity.of(user, Optional.of(group).filter(g -> g.length > 0).map(g -> g[0])))
        .getMessage();
  }

  @Test
  void namesAndNumbersMeanTheSame() throws IOException {
    Identity daemon = Identity.of("daemon", Optional.empty());
    assertEquals(daemon, Identity.of(String.valueOf(daemon.user()), Optional.empty()));
    assertEquals(daemon, Identity.of("daemon", Optional.of("daemon")));
    assertEquals(
        new Identity((int) 3_000_000_000L, 54321), Identity.of("3000000000", Optional.of("54321")));
  }

  @Test
  void rootIsRefusedInEveryForm() {
    assertEquals("--user must be another user than root", refusal("root"));
    assertEquals("--user must be another user than root", refusal("0"));
    assertEquals("--user must be another user than root", refusal("000", "daemon"));
    assertEquals("--group must be another group than root's", refusal("daemon", "root"));
  }

  @Test
  void whatIsUnknownIsSaid() {
    assertEquals("there is no user 'nosuch'", refusal("nosuch"));
    assertEquals("there is no user ''", refusal(""));
    assertEquals("there is no group 'nosuch'", refusal("daemon", "nosuch"));
    assertEquals("user 54321 has no entry, so give --group", refusal("54321"));
    assertEquals("no user or group has the number 4294967296", refusal("4294967296", "1"));
    assertEquals("no user or group has the number 4294967295", refusal("4294967295", "1"));
  }
}
