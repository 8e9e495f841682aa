package org.stlspec.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.channel.epoll.Epoll;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.stlspec.proxy.posix.Child;
import org.stlspec.proxy.posix.Descriptor;
import org.stlspec.proxy.posix.Environment;
import org.stlspec.proxy.posix.Pair;
import org.stlspec.proxy.posix.Rights;
import org.stlspec.proxy.posix.Spawn;
import picocli.CommandLine;

/** The proxy as other programs start it: with its sockets in its hands. */
@EnabledOnOs(OS.LINUX)
class InheritedSocketsTest {
  @TempDir private Path folder;
  private String server = "";

  @BeforeEach
  void writeTheServer() throws IOException {
    Epoll.ensureAvailability();
    Path script = folder.resolve("pop3.sh");
    Files.writeString(script, Launched.POP3);
    server = script.toString();
  }

  /** A listening TCP socket of which the number is known. */
  private static io.netty.channel.unix.Socket listening() throws IOException {
    var socket = io.netty.channel.unix.Socket.newSocketStream();
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    socket.listen(10);
    return socket;
  }

  private static Child start(List<String> words, Map<Integer, Descriptor> descriptors)
      throws IOException {
    return new Spawn(Path.of(words.get(0)), words, Environment.own(), descriptors, true).start();
  }

  /** As inetd does it: the client on 0, 1 and 2. */
  private static void underInetd(List<String> words) throws IOException {
    var listening = listening();
    try (var client = new Socket()) {
      client.connect(listening.localAddress());
      var accepted = new Descriptor(listening.accept(new byte[26]));
      Child proxy = start(words, Map.of(0, accepted, 1, accepted, 2, accepted));
      accepted.close();
      Launched.dialogue(client);
      assertEquals(0, proxy.await().code());
    } finally {
      listening.close();
    }
  }

  @Test
  void underInetdTheClientHearsTheProtocolAloneAndTheProxyEndsWithTheSession() throws Exception {
    underInetd(Launched.stlspec("proxy", "--inetd", "--backend", "exec:sh " + server));
  }

  @Test
  void theSeedArrangementWorksWithoutOtherTools() throws Exception {
    var words = Launched.stlspec("socketpair");
    words.addAll(Launched.stlspec("proxy", "--inetd", "--backend", "fd:3"));
    words.addAll(List.of("--connect-to", "sh", server));
    underInetd(words);
  }

  /** Both write to descriptor 1 otherwise, the second on machines that are not made for it. */
  @Test
  void whatAJvmHasToSayIsNotForTheClient() throws Exception {
    List<String> chatty = List.of("-XX:+PrintCommandLineFlags", "-XX:+UseLargePages");
    var proxy = Launched.stlspec("proxy", "--inetd", "--backend", "fd:3");
    proxy.addAll(1, chatty);
    var words = Launched.stlspec("socketpair");
    words.addAll(1, chatty);
    words.addAll(proxy);
    words.addAll(List.of("--connect-to", "sh", server));
    words.addAll(0, List.of("/bin/sh", "-c", "exec \"$@\" 2>/dev/null", "sh"));
    underInetd(words);
    String readme = Files.readString(Path.of("..", "reference-proxy", "README.md"));
    String script = "exec java " + String.join(" ", Launched.QUIET) + " \\\n  -jar";
    assertTrue(readme.contains(script), "the README has these options");
  }

  @Test
  void aClientOnTwoPipesIsServedToo() {
    var words = new ArrayList<>(List.of("--pipes", "--left", "0,1", "--right", "6,7"));
    words.addAll(Launched.stlspec("proxy", "--inetd", "--backend", "exec:sh " + server));
    Path heard = folder.resolve("heard");
    String client = "read -r a <&6; echo NOOP >&7; read -r b <&6; echo QUIT >&7; read -r c <&6; ";
    words.addAll(List.of("--connect-to", "sh", "-c", client + "echo $a $b $c >" + heard));
    var err = new StringWriter();
    int code =
        new CommandLine(new SocketpairCommand())
            .setErr(new PrintWriter(err))
            .execute(words.toArray(String[]::new));
    assertEquals(0, code, err.toString());
    assertEquals(
        "+OK <1.2@shell> +OK NOOP +OK bye", contents(heard).replaceAll("\\s+", " ").strip());
  }

  private static String contents(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void systemdsSocketsAreServedAndNoProgramSeesThem() throws Exception {
    systemdsSocketsAreServed("proxy");
  }

  @Test
  void systemdsSocketsReachTheNetworkProcessAndNoProgram() throws Exception {
    assumeTrue(Rights.root(), "rights can be given up by root only");
    systemdsSocketsAreServed("proxy", "--user=54321", "--group=54321");
  }

  private void systemdsSocketsAreServed(String... proxyWords) throws Exception {
    var stls = listening();
    var words = new ArrayList<>(List.of("/bin/sh", "-c", "LISTEN_PID=$$ LISTEN_FDS=1 exec \"$@\""));
    words.add("sh");
    Path seen = folder.resolve("seen");
    Files.writeString(
        Path.of(server),
        "for f in /proc/$$/fd/*; do echo ${f##*/} $(readlink $f) >>"
            + seen
            + "; done;"
            + " env | grep LISTEN_ >>"
            + seen
            + "; "
            + Launched.POP3);
    words.addAll(Launched.stlspec(proxyWords));
    words.addAll(List.of("--backend", "exec:sh " + server));
    Pair out = Pair.ofPipe();
    var socket = new Descriptor(stls.intValue());
    Child proxy = start(words, Map.of(1, out.second(), 3, socket));
    out.second().close();
    try (var client = new Socket()) {
      client.connect(stls.localAddress());
      stls.close();
      Launched.dialogue(client);
      String listed = contents(seen);
      assertTrue(!listed.contains("LISTEN_"), listed);
      assertTrue(listed.matches("(?s)0 socket:.*1 socket:.*2 pipe:.*"), listed);
      // The shell itself has more open, but none of them is a socket.
      assertEquals(3, listed.split("socket:", -1).length, listed);
    } finally {
      proxy.signal(Child.SIGTERM);
      assertEquals(0, proxy.await().code());
      out.first().close();
    }
  }

  @Test
  void tcpserverCanStartIt() throws Exception {
    Path tcpserver = Path.of("/usr/bin/tcpserver");
    assumeTrue(Files.isExecutable(tcpserver), "tcpserver is not installed (package ucspi-tcp)");
    var words = new ArrayList<>(List.of(tcpserver.toString(), "-1HR", "-lmail", "127.0.0.1", "0"));
    words.addAll(Launched.stlspec("proxy", "--inetd", "--backend", "exec:sh " + server));
    Path log = folder.resolve("log");
    Process started = new ProcessBuilder(words).redirectError(log.toFile()).start();
    try (var lines = started.inputReader(StandardCharsets.US_ASCII)) {
      int port = Integer.parseInt(lines.readLine().strip());
      String name;
      try (var client = new Socket(InetAddress.getLoopbackAddress(), port)) {
        name = "peer=127.0.0.1:" + client.getLocalPort();
        Launched.dialogue(client);
      }
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
      while (!contents(log).contains("exit=") && System.nanoTime() < end) Thread.sleep(20);
      assertTrue(contents(log).contains("connection=1 " + name), () -> contents(log));
    } finally {
      started.destroy();
      started.waitFor();
    }
  }

  @Test
  void aBackendThatIsNotThereIsExitCode2AndOneLine() throws Exception {
    var process =
        new ProcessBuilder(Launched.stlspec("proxy", "--inetd", "--backend", "fd:77")).start();
    assertEquals(
        List.of("backend fd:77: descriptor 77: Bad file descriptor"),
        process.errorReader(StandardCharsets.US_ASCII).lines().toList());
    assertEquals(2, process.waitFor());
  }
}
