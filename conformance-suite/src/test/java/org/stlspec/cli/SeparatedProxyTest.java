package org.stlspec.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stlspec.arrangement.Pinned;
import org.stlspec.proxy.posix.Rights;
import org.stlspec.proxy.tls.Certificate;

/** What root gives up to {@code stlspec proxy --user}, as the kernel sees it, and how all ends. */
@Timeout(180)
@EnabledOnOs(OS.LINUX)
class SeparatedProxyTest {
  private static final String NONE = "0000000000000000";

  @TempDir private Path folder;
  private Path root;

  @BeforeEach
  void prepare() throws IOException {
    assumeTrue(Rights.root(), "rights can be given up by root only");
    root = Files.createDirectory(folder.resolve("root"));
    Files.writeString(folder.resolve("pop3.sh"), Launched.POP3);
    Certificate.selfSigned("localhost").writePem(cert(), key());
  }

  private Path cert() {
    return folder.resolve("cert.pem");
  }

  private Path key() {
    return folder.resolve("key.pem");
  }

  private Separated start(String... more) throws Exception {
    var words = new ArrayList<>(List.of("--chroot=" + root, "--cert=" + cert(), "--key=" + key()));
    words.addAll(List.of(more));
    if (words.stream().noneMatch(word -> word.startsWith("--backend="))) {
      words.add("--backend=exec:sh " + folder.resolve("pop3.sh"));
    }
    return new Separated(words.toArray(String[]::new));
  }

  private static void until(String what, Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.call()) {
      assertTrue(System.nanoTime() < end, what);
      Thread.sleep(20);
    }
  }

  private static void assertConfined(Separated proxy, Path root) throws IOException {
    String four =
        String.join("\t", List.of(Separated.USER, Separated.USER, Separated.USER, Separated.USER));
    assertEquals(four, proxy.status("Uid"));
    assertEquals(four, proxy.status("Gid"));
    assertEquals(Separated.USER, proxy.status("Groups"));
    assertEquals("1", proxy.status("NoNewPrivs"));
    for (String set : List.of("CapInh", "CapPrm", "CapEff", "CapAmb")) {
      assertEquals(NONE, proxy.status(set), set);
    }
    assertEquals(root.toRealPath(), Files.readSymbolicLink(proxy.process("root")));
  }

  /** Neither key nor maildrop nor a way out: libraries, randomness, sockets, and the log. */
  private void assertHoldsNothing(Separated proxy) throws IOException {
    try (Stream<Path> open = Files.list(proxy.process("fd"))) {
      for (Path descriptor : open.toList()) {
        assertFalse(Files.isDirectory(descriptor), descriptor.toString());
        assertFalse(name(descriptor).startsWith(folder.toString()), name(descriptor));
      }
    }
  }

  /** Empty for one that was just closed. */
  private static String name(Path descriptor) throws IOException {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (NoSuchFileException e) {
      return "";
    }
  }

  /** One that only root may take, and that nobody has. */
  private static int lowPort() throws IOException {
    for (int port = 1023; ; port--) {
      try (var free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return free.getLocalPort();
      } catch (BindException e) {
        assertTrue(port > 512, "no port below 1024 is free");
      }
    }
  }

  @Test
  void aPortThatOnlyRootMayTakeIsServedWithoutRoot() throws Exception {
    Certificate certificate = Certificate.read(cert(), key());
    int port = lowPort();
    try (var proxy = start("--listen-tls=127.0.0.1:" + port);
        var client =
            Pinned.handshake(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port), certificate)) {
      Launched.expect(client, "+OK <1.2@shell>\r\n");
      assertConfined(proxy, root);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"boringssl", "jsse", "bc"})
  void theNetworkProcessHasNothingLeft(String engine) throws Exception {
    try (var proxy = start("--tls-engine=" + engine)) {
      Launched.dialogue(proxy.client());
      assertConfined(proxy, root);
      assertEquals(root.toRealPath(), Files.readSymbolicLink(proxy.process("cwd")));
      assertHoldsNothing(proxy);
      String words = Files.readString(proxy.process("cmdline"));
      assertTrue(words.contains(String.join("\0", Separated.QUICK)), words);
      String environment = Files.readString(proxy.process("environ"));
      assertFalse(environment.contains("HOME="), environment);
      assertTrue(proxy.logged("connection=1 peer=").contains("tls=\"TLSv1.3"));
      assertTrue(proxy.logged("pid=").matches("connection=1 pid=\\d+ exit=\"0\""));
      Separated.signal(proxy.launcher.pid(), "TERM");
      assertEquals(0, proxy.exit());
      assertFalse(Files.exists(proxy.process("status")));
    }
  }

  @Test
  void programsAreStartedWithAllRightsAndTheClientsAddress() throws Exception {
    String script = "id -u >&2; echo $TCPREMOTEIP $TCPREMOTEPORT $TCPLOCALPORT >&2; ";
    script += "grep NoNewPrivs /proc/self/status >&2; grep CapEff /proc/self/status >&2; ";
    Files.writeString(folder.resolve("pop3.sh"), script + Launched.POP3);
    String ours = Files.readString(Path.of("/proc/self/status"));
    String rights = ours.replaceFirst("(?s).*CapEff:\\t(\\w+).*", "$1");
    try (var proxy = start();
        Socket client = proxy.client()) {
      Launched.expect(client, "+OK <1.2@shell>\r\n");
      proxy.logged("stderr=\"0\"");
      proxy.logged("stderr=\"127.0.0.1 " + client.getLocalPort() + " " + proxy.port() + "\"");
      proxy.logged("stderr=\"NoNewPrivs:\\x090\"");
      proxy.logged("stderr=\"CapEff:\\x09" + rights + "\"");
    }
  }

  @Test
  void aUnixSocketOutsideTheChrootIsReached() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/socat")), "socat is not installed");
    Path socket = folder.resolve("backend");
    Process backend = socat("UNIX-LISTEN:" + socket + ",fork");
    try {
      until("socat does not listen", () -> Files.exists(socket));
      try (var proxy = start("--backend=unix:" + socket)) {
        Launched.dialogue(proxy.client());
        assertConfined(proxy, root);
      }
    } finally {
      backend.destroy();
    }
  }

  @Test
  void aTcpBackendIsReachedFromInside() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/tcpserver")), "tcpserver is not installed");
    var command = List.of("tcpserver", "-1RHl0", "127.0.0.1", "0", "sh", folder + "/pop3.sh");
    Process backend = new ProcessBuilder(command).start();
    try {
      String port = backend.inputReader().readLine();
      try (var proxy = start("--backend=tcp:localhost:" + port)) {
        Launched.dialogue(proxy.client());
        assertConfined(proxy, root);
      }
    } finally {
      backend.destroy();
    }
  }

  @Test
  void rightsAreGivenUpWithoutAChrootToo() throws Exception {
    var words = List.of("--cert=" + cert(), "--key=" + key());
    String backend = "--backend=exec:sh " + folder.resolve("pop3.sh");
    try (var proxy = new Separated(words.get(0), words.get(1), backend)) {
      Launched.dialogue(proxy.client());
      assertConfined(proxy, Path.of("/"));
    }
  }

  private Process socat(String address) throws IOException {
    return new ProcessBuilder("socat", address, "EXEC:sh " + folder.resolve("pop3.sh")).start();
  }

  @Test
  void manyAtOnceLeaveNothingBehind() throws Exception {
    try (var proxy = start("--max-connections=200")) {
      Launched.dialogue(proxy.client());
      until("a program is left", () -> proxy.programs().isEmpty());
      List<Integer> before = proxy.descriptors();
      var pool = Executors.newFixedThreadPool(200);
      var dialogues = IntStream.range(0, 200).mapToObj(i -> dialogue(proxy)).toList();
      for (var done : pool.invokeAll(dialogues)) done.get();
      pool.shutdown();
      until("a program is left", () -> proxy.programs().isEmpty());
      until(proxy.descriptors() + " where there were " + before, () -> noMore(proxy, before));
    }
  }

  private static Callable<Boolean> dialogue(Separated proxy) {
    return () -> {
      try (Socket client = proxy.client()) {
        client.setSoTimeout(100_000);
        Launched.dialogue(client);
        return true;
      }
    };
  }

  private static boolean noMore(Separated proxy, List<Integer> before) throws IOException {
    List<Integer> now = proxy.descriptors();
    return IntStream.range(0, now.size()).allMatch(i -> now.get(i) <= before.get(i));
  }
}
