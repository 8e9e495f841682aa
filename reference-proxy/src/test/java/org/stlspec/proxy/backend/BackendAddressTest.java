package org.stlspec.proxy.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stlspec.proxy.posix.Descriptor;

class BackendAddressTest {

  @Test
  void addressesAreReadAndWritten() {
    assertEquals(new BackendAddress.Tcp("mail", 110), BackendAddress.parse("tcp:mail:110"));
    assertEquals(new BackendAddress.Tcp("::1", 110), BackendAddress.parse("tcp:[::1]:110"));
    assertEquals("tcp:[::1]:110", BackendAddress.parse("tcp:[::1]:110").toString());
    assertEquals(new BackendAddress.Unix(Path.of("/run/p")), BackendAddress.parse("unix:/run/p"));
    assertEquals(new BackendAddress.Fd(new Descriptor(3)), BackendAddress.parse("fd:3"));
    assertEquals(
        new BackendAddress.Exec(List.of("sh", "-c", "a  $1\\", "")),
        BackendAddress.parse("exec: sh -c 'a  $1'\\ \"\""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "mail:110",
        "tcp:",
        "tcp:mail",
        "tcp::110",
        "tcp:m:0",
        "tcp:m:65536",
        "tcp:m:x",
        "tcp:::1:110",
        "unix:",
        "fd:",
        "fd:-1",
        "fd:9999999",
        "fd:3x",
        "exec:",
        "exec:  ",
        "exec:sh 'open",
        "exec:s\0h"
      })
  void anythingElseIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> BackendAddress.parse(text));
  }
}
