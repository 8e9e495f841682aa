package org.stlspec.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.stlspec.proxy.posix.Rights;

/** However the processes of {@code stlspec proxy --user} end, clients see it and nothing stays. */
@Timeout(180)
@EnabledOnOs(OS.LINUX)
class SeparatedEndTest {
  @TempDir private Path folder;

  /** The first client is not greeted. */
  @BeforeEach
  void prepare() throws IOException {
    assumeTrue(Rights.root(), "rights can be given up by root only");
    String silent = "mkdir " + folder.resolve("first") + " 2>/dev/null && exec cat >/dev/null; ";
    Files.writeString(folder.resolve("pop3.sh"), silent + Launched.POP3);
  }

  private Separated start() throws Exception {
    Path root = Files.createDirectory(folder.resolve("root"));
    return new Separated("--chroot=" + root, "--backend=exec:sh " + folder.resolve("pop3.sh"));
  }

  private static void until(String what, Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.call()) {
      assertTrue(System.nanoTime() < end, what);
      Thread.sleep(20);
    }
  }

  /** One client before the greeting, one in AUTHORIZATION, one in the handshake, one in a RETR. */
  private List<Socket> clients(Separated proxy) throws Exception {
    Socket ungreeted = proxy.client();
    until("no program", () -> Files.exists(folder.resolve("first")));
    Socket authorization = greeted(proxy);
    Socket handshake = greeted(proxy);
    Launched.say(handshake, "STLS\r\n");
    Launched.expect(handshake, "+OK begin TLS\r\n");
    Socket retr = greeted(proxy);
    Launched.say(retr, "USER a\r\nPASS b\r\nRETR 1\r\n");
    Launched.expect(retr, "+OK USER\r\n+OK in\r\nRETR 1\r\n");
    return List.of(ungreeted, authorization, handshake, retr);
  }

  private static Socket greeted(Separated proxy) throws IOException {
    Socket client = proxy.client();
    Launched.expect(client, "+OK <1.2@shell>\r\n");
    return client;
  }

  /** A reset is an end too. */
  private static void assertEnds(Socket client) throws IOException {
    try (client) {
      InputStream in = client.getInputStream();
      while (in.read() >= 0) {
        // what was said before the end
      }
    } catch (SocketTimeoutException e) {
      throw new AssertionError("the client waits", e);
    } catch (IOException reset) {
      assertTrue(reset.getMessage().contains("reset"), reset.getMessage());
    }
  }

  private static void assertNothingStays(Separated proxy, List<ProcessHandle> all)
      throws Exception {
    until("a process is left", () -> all.stream().noneMatch(ProcessHandle::isAlive));
    assertThrows(ConnectException.class, proxy::client);
  }

  @Test
  void whenTheNetworkProcessIsKilledAllEnds() throws Exception {
    try (var proxy = start()) {
      List<Socket> clients = clients(proxy);
      var all = proxy.launcher.descendants().toList();
      assertEquals(5, all.size());
      Separated.signal(proxy.network, "KILL");
      for (Socket client : clients) assertEnds(client);
      assertEquals(3, proxy.exit());
      proxy.logged("launcher ended=\"network process, signal 9\"");
      assertNothingStays(proxy, all);
    }
  }

  @Test
  void whenTheLauncherIsKilledAllEnds() throws Exception {
    try (var proxy = start()) {
      List<Socket> clients = clients(proxy);
      var all = proxy.launcher.descendants().toList();
      Separated.signal(proxy.launcher.pid(), "KILL");
      for (Socket client : clients) assertEnds(client);
      assertEquals(137, proxy.exit());
      assertNothingStays(proxy, all);
    }
  }

  @Test
  void whenAProgramIsKilledItsSessionEndsAndNoOther() throws Exception {
    try (var proxy = start()) {
      List<Socket> clients = clients(proxy);
      List<Integer> before = proxy.descriptors();
      Socket other = greeted(proxy);
      long spared = proxy.programs().stream().mapToLong(ProcessHandle::pid).max().orElseThrow();
      for (ProcessHandle program : proxy.programs()) {
        if (program.pid() != spared) Separated.signal(program.pid(), "KILL");
      }
      // In the handshake the client hears of it only when it speaks.
      clients.get(2).shutdownOutput();
      for (Socket client : clients) assertEnds(client);
      until("a program is left", () -> proxy.programs().size() == 1);
      Launched.say(other, "QUIT\r\n");
      Launched.expect(other, "+OK bye\r\n");
      assertEnds(other);
      until("a descriptor is left", () -> fewer(proxy.descriptors(), before));
    }
  }

  private static boolean fewer(List<Integer> now, List<Integer> before) {
    return now.get(0) < before.get(0) && now.get(1) < before.get(1);
  }

  @Test
  void termLetsSessionsEnd() throws Exception {
    Files.createDirectory(folder.resolve("first"));
    try (var proxy = start();
        Socket client = greeted(proxy)) {
      Separated.signal(proxy.launcher.pid(), "TERM");
      proxy.logged("drain connections=1");
      Launched.say(client, "USER a\r\n");
      Launched.expect(client, "+OK USER\r\n");
      assertThrows(ConnectException.class, proxy::client);
      Launched.say(client, "QUIT\r\n");
      Launched.expect(client, "+OK bye\r\n");
      assertEnds(client);
      proxy.logged("stop cut=0");
      assertEquals(0, proxy.exit());
    }
  }
}
