package org.stlspec.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostPortTest {

  @Test
  void readsNamesAndBracketedAddresses() {
    assertEquals(new HostPort("pop.lab.test", 110), HostPort.parse("pop.lab.test:110"));
    assertEquals(new HostPort("127.0.0.1", 0), HostPort.parse("127.0.0.1:0"));
    assertEquals(new HostPort("::1", 65_535), HostPort.parse("[::1]:65535"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":",
        "host",
        "110",
        ":110",
        "[]:110",
        "host:",
        "host:x",
        "host:-1",
        "host:+1",
        "host:65536",
        "host:4294967406",
        "::1:110",
        "[::1]",
        "[::1:110",
        "a b:110",
        "h\nost:110"
      })
  void refusesAnythingElseInOneLine(String text) {
    var refusal = assertThrows(IllegalArgumentException.class, () -> HostPort.parse(text));
    assertEquals(1, refusal.getMessage().lines().count());
  }

  @ParameterizedTest
  @ValueSource(strings = {"pop.lab.test:110", "[::1]:995", "127.0.0.1:0"})
  void isWrittenAsItIsRead(String text) {
    assertEquals(text, HostPort.parse(text).toString());
  }

  @Test
  void resolvesAddressesAndRefusesUnknownNames() {
    var address = HostPort.parse("127.0.0.1:110").resolved();
    assertTrue(address.getAddress().isLoopbackAddress());
    assertEquals(110, address.getPort());
    // RFC 6761: names under "invalid" never resolve.
    var refusal =
        assertThrows(
            IllegalArgumentException.class, () -> HostPort.parse("nowhere.invalid:1").resolved());
    assertTrue(refusal.getMessage().contains("nowhere.invalid"));
  }
}
