package org.stlspec.arrangement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.stlspec.wire.Account;
import org.stlspec.wire.Client;

/** The unit of the README: systemd understands it, and what it starts serves. */
@Timeout(120)
@EnabledOnOs(OS.LINUX)
class SystemdUnitTest {
  @TempDir private Path folder;

  private String unit() throws IOException {
    Credentials.in(Files.createDirectories(folder.resolve("tls")));
    Files.createDirectories(folder.resolve("empty"));
    var places =
        Map.of("/etc/stlspec", folder.toString(), "/usr/bin/java", Jar.java(), "stlsd", "bin");
    return new Readme(Pop3Script.in(folder), places).block("`stlspec.service`");
  }

  @Test
  void systemdUnderstandsTheUnit() throws Exception {
    Path program = Path.of("/usr/bin/systemd-analyze");
    assumeTrue(Files.isExecutable(program), "systemd-analyze is not installed (package systemd)");
    Path file = Files.writeString(folder.resolve("stlspec.service"), unit());
    Process verify =
        new ProcessBuilder(program.toString(), "verify", file.toString())
            .redirectErrorStream(true)
            .start();
    List<String> said = verify.inputReader(StandardCharsets.UTF_8).lines().toList();
    assertTrue(said.stream().noneMatch(line -> line.contains("stlspec")), said::toString);
    assertEquals(0, verify.waitFor(), said::toString);
  }

  /** With the capabilities that the unit leaves to it, and no others. */
  @Test
  void whatItStartsServesAndReloads() throws Exception {
    assumeTrue(QmailChain.isRoot(), "only root can give up rights");
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "setpriv is not installed");
    String unit = unit();
    var words = List.of("setpriv", "--no-new-privs", "--bounding-set", bounds(unit));
    String exec = "exec " + String.join(" ", words) + " " + value("ExecStart", unit);
    try (Daemon daemon = Daemon.start(folder, List.of("sh", "-c", exec))) {
      try (Client client = daemon.client()) {
        client.secured().login(Account.ALICE);
        String reload = value("ExecReload", unit);
        String pid = String.valueOf(daemon.handle().pid());
        var kill = new ProcessBuilder("sh", "-c", reload.replace("$MAINPID", pid)).start();
        assertTrue(kill.waitFor(10, TimeUnit.SECONDS));
        daemon.log().line("reload subject=");
        client.command("QUIT").ok();
      }
    }
  }

  private static String bounds(String unit) {
    String capabilities = value("CapabilityBoundingSet", unit).toLowerCase(Locale.ROOT);
    return "-all," + capabilities.replace("cap_", "+").replace(' ', ',');
  }

  /** In the unit's syntax, as far as it is used, a shell reads the same words. */
  private static String value(String key, String unit) {
    String joined = unit.replace("\\\n", " ");
    String line = joined.lines().filter(l -> l.startsWith(key + "=")).findFirst().orElseThrow();
    return line.substring(key.length() + 1);
  }
}
