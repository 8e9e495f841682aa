package org.stlspec.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stlspec.proxy.tls.TlsEngine;
import org.stlspec.qmail.script.Act;
import org.stlspec.qmail.script.Script;
import org.stlspec.qmail.script.ScriptedBackend;
import org.stlspec.target.EmbeddedTarget;

/** {@code run --direct}. */
class DirectTest {
  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  @TempDir private Path folder;
  private ScriptedBackend backend;

  @BeforeEach
  void listen() throws IOException {
    backend = ScriptedBackend.listen(ANY);
    backend.play(Script.qmail());
  }

  @AfterEach
  void close() {
    backend.close();
  }

  private static String text(InetSocketAddress address) {
    return "127.0.0.1:" + address.getPort();
  }

  private Invocation direct(String... more) {
    List<String> words = new ArrayList<>(List.of("run", "--direct", text(backend.address())));
    words.addAll(List.of("--user", "alice", "--password", "wonderland"));
    words.addAll(List.of(more));
    return Invocation.of(words.toArray(String[]::new));
  }

  @Test
  void theReferenceProxyChangesWhatItHasTo() throws IOException {
    direct("--report", folder.toString())
        .ends(Exit.AS_EXPECTED)
        .prints("as it has to be   CAPA, in clear, before login: CAPA", " 0 changed");
    String json = Files.readString(folder.resolve("direct.json"));
    assertTrue(json.contains("\"transparent\" : true"), json);
    assertTrue(json.contains("\"kind\" : \"CAPA\""), json);
  }

  @Test
  void whatATargetChangesIsExitCode1AndToldWithBothAnswers() throws Exception {
    try (var other = ScriptedBackend.listen(ANY)) {
      other.play(Script.qmail().on("STAT", Act.send("+OK 7 7\r\n")));
      try (var target = EmbeddedTarget.start(other.address(), TlsEngine.JSSE)) {
        direct("--target", text(target.address()))
            .ends(Exit.FINDINGS)
            .prints("CHANGED           OCTETS, inside TLS, after login: STAT")
            .prints("                  through   '+OK 7 7\\r\\n'");
      }
    }
  }

  @Test
  void aWrongPasswordIsExitCode3() {
    Invocation.of(
            "--direct", text(backend.address()), "--user", "alice", "--password", "looking-glass")
        .ends(Exit.TROUBLE)
        .says("no login straight at the backend");
  }

  @Test
  void aBackendThatIsNotThereIsExitCode3() {
    backend.close();
    direct().ends(Exit.TROUBLE).says("no login straight at the backend");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--direct 127.0.0.1:1 | --direct needs --user",
        "--direct nonsense --user a --password b | expected HOST:PORT",
        "--direct 127.0.0.1:1 --peer stunnel --user a --password b | --direct goes with --target",
        "--direct 127.0.0.1:1 --start x --user a --password b | --direct goes with --target"
      })
  void badUsageIsExitCode2(String words, String why) {
    Invocation.of(words.split(" ", -1)).ends(Exit.USAGE).says(why);
  }

  @Test
  void casesAreNotPlayed() {
    Invocation told = direct();
    assertTrue(!told.out().contains("cases:"), told.out());
  }
}
