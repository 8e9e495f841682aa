package org.stlspec.proxy.privsep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the network process is started with. */
class NetworkCommandTest {

  private static boolean needed(String variable) {
    return NetworkCommand.needed(variable.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void theUsersFlagsAreItsFlagsButForThoseThatTwoCannotHave() {
    var own =
        List.of(
            "-Xmx64m",
            "-agentlib:jdwp=server=y",
            "-javaagent:a.jar",
            "-XX:ArchiveClassesAtExit=a.jsa",
            "-XX:DumpLoadedClassList=a.classes",
            "-XX:AOTCacheOutput=a.aot",
            "--enable-native-access=ALL-UNNAMED",
            "-Da=b");
    assertEquals(
        List.of("-Xmx64m", "--enable-native-access=ALL-UNNAMED", "-Da=b"),
        NetworkCommand.flags(own));
  }

  @Test
  void nativeAccessIsGrantedWhereItHasToBe() {
    boolean granted =
        NetworkCommand.flags(List.of()).contains("--enable-native-access=ALL-UNNAMED");
    assertEquals(Runtime.version().feature() >= 24, granted);
  }

  @Test
  void secretsOfTheEnvironmentAreNotItsBusiness() {
    assertTrue(
        Stream.of("PATH=/bin", "TZ=UTC", "LC_ALL=C", "LISTEN_FDS=1").allMatch(v -> needed(v)));
    assertFalse(
        Stream.of("PGPASSWORD=x", "PATHS=x", "HOME=/root", "CHECKPASSWORD=x")
            .anyMatch(v -> needed(v)));
  }
}
