package org.stlspec.arrangement;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole suite against each arrangement, with qmail's three programs at its end. */
@Timeout(600)
@EnabledOnOs(OS.LINUX)
class WholeSuiteTest {
  /** With all cases it takes minutes, which only {@code -Peverything} spends. */
  private static final String JVM_PER_SESSION = "jvm-per-session";

  /** Where it matters that a session is a process of its own. */
  private static final List<String> PART =
      List.of("greeting.*", "stls.*", "order.*", "state.*", "closing.*", "mail.*", "crowd.*");

  private static final String[] OF_PROXY = {
    "no implicit-TLS port of the target is known",
    "waits for a timer of the target: run with --slow",
    "waits for timers of the target: run with --slow",
    "only its operator can",
    "the target allows logins in clear"
  };
  private static final String[] OF_SERVER = {
    "the backend leg is not ours (server mode)",
    "a refused login slows many servers down: run with --slow",
    "PIPELINING is not announced",
    "SASL is not announced",
    "SASL PLAIN is not announced",
    "UTF8 is not announced"
  };
  private static final String[] OF_ONE_CONNECTION = {
    "behind other commands STLS is no longer offered"
  };

  @TempDir private Path folder;

  /** Why cases are skipped before a server, as which an arrangement of ours is judged. */
  static String[] reasonsOfAServer() {
    return reasons(OF_PROXY, OF_SERVER);
  }

  private static String[] reasons(String[]... parts) {
    return Stream.of(parts).flatMap(Stream::of).toArray(String[]::new);
  }

  @ParameterizedTest
  @EnumSource
  void aDaemonThatStartsAProgramForEachSession(Privileges privileges) throws Exception {
    var qmail = new QmailChain(folder);
    try (Daemon daemon = Daemon.start(folder, qmail.backend(), privileges)) {
      SuiteRun.of(folder, daemon.address()).passes(reasonsOfAServer());
    }
  }

  /** The program is socat, and so the cases that need the backend's leg are played as well. */
  @Test
  void aDaemonWhoseProgramsLeadToTheBackendOfTheSuite() throws Exception {
    Path socat = Path.of("/usr/bin/socat");
    assumeTrue(Files.isExecutable(socat), "socat is not installed");
    String program = "exec:socat -t60 FD:0,shut-down TCP:{backend}";
    var words = new ArrayList<>(Jar.stlspec("proxy", "--listen", "{listen}"));
    words.addAll(List.of("--cert", "{cert}", "--key", "{key}", "--max-connections", "1000"));
    words.addAll(List.of("--backend", "'" + program + "'"));
    SuiteRun.of(folder, "--start", String.join(" ", words)).passes(OF_PROXY);
  }

  @Test
  void tcpserverWithAProgramOfTheProxy() throws Exception {
    passesUnderTcpserver(inetd(new QmailChain(folder)), PART, OF_PROXY, OF_SERVER);
  }

  @Test
  @Tag(JVM_PER_SESSION)
  @Timeout(1800)
  void tcpserverWithAProgramOfTheProxyAndAllCases() throws Exception {
    passesUnderTcpserver(inetd(new QmailChain(folder)), List.of(), OF_PROXY, OF_SERVER);
  }

  private List<String> inetd(QmailChain qmail) throws Exception {
    var words = new ArrayList<>(Jar.stlspec("proxy", "--inetd", "--backend", qmail.backend()));
    words.addAll(Credentials.in(folder));
    return words;
  }

  /** The one connection cannot be replaced, and the proxy says so in its list. */
  @Test
  void tcpserverWithASocketpair() throws Exception {
    passesUnderTcpserver(socketpair(), PART, OF_PROXY, OF_SERVER, OF_ONE_CONNECTION);
  }

  @Test
  @Tag(JVM_PER_SESSION)
  @Timeout(1800)
  void tcpserverWithASocketpairAndAllCases() throws Exception {
    passesUnderTcpserver(socketpair(), List.of(), OF_PROXY, OF_SERVER, OF_ONE_CONNECTION);
  }

  private List<String> socketpair() throws Exception {
    var words = new ArrayList<>(Jar.stlspec("socketpair"));
    words.addAll(Jar.stlspec("proxy", "--inetd", "--backend", "fd:3"));
    words.addAll(Credentials.in(folder));
    words.add("--connect-to");
    words.addAll(new QmailChain(folder).command());
    return words;
  }

  private void passesUnderTcpserver(List<String> words, List<String> cases, String[]... reasons)
      throws Exception {
    try (var server = new TcpServer(folder, words)) {
      SuiteRun.of(folder, server.address(), cases).passes(reasons(reasons));
    }
  }
}
