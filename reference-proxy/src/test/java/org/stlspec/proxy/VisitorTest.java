package org.stlspec.proxy;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.stlspec.proxy.backend.BackendAddress;
import org.stlspec.proxy.posix.Child;
import org.stlspec.proxy.posix.Descriptor;
import org.stlspec.proxy.posix.Pair;
import org.stlspec.proxy.posix.Spawn;

/** A proxy that was started with its client, or its sockets, in its hands. */
@EnabledOnOs(OS.LINUX)
class VisitorTest {
  private final List<String> log = new CopyOnWriteArrayList<>();

  /** A TCP socket of which the number is known. */
  private static Socket listening() throws IOException {
    Epoll.ensureAvailability();
    Socket socket = Socket.newSocketStream();
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    socket.listen(10);
    return socket;
  }

  private static Visitor visitor(Socket listening) throws IOException {
    var accepted = new Descriptor(listening.accept(new byte[26]));
    return new Visitor(accepted, Optional.empty(), Optional.empty());
  }

  /** The shell's POP3 server with one end of a socket pair; the other end is for the proxy. */
  private static Descriptor shell() throws IOException {
    Pair pair = Pair.ofSockets();
    var ends = Map.of(0, pair.second(), 1, pair.second());
    Child shell =
        new Spawn(Path.of("/bin/sh"), List.of("sh", "-c", Shell.POP3), List.of(), ends, true)
            .start();
    pair.second().close();
    new Thread(() -> reap(shell), "reaper").start();
    return pair.first();
  }

  private static void reap(Child child) {
    try {
      child.await();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private ProxySettings settings(BackendAddress backend) {
    return ProxySettings.to(backend).certificate(Rig.CERTIFICATE).log(log::add);
  }

  private ProxySettings settings() throws IOException {
    return settings(new BackendAddress.Fd(shell()));
  }

  @Test
  void aClientThatIsThereAlreadyIsServedAndThenItIsOver() throws Exception {
    var listening = listening();
    try (var client = new Client(listening.localAddress())) {
      client.send("CAPA\r\n");
      try (var proxy = Proxy.serve(settings(), visitor(listening))) {
        client.expect(Shell.GREETING).expect("+OK capabilities\r\nUSER\r\nTOP\r\nUIDL\r\n");
        client.expect("STLS\r\n.\r\n").stls().send("PASS x\r\n").expect("+OK in\r\n");
        client.send("relayed").expect("relayed").socket().shutdownOutput();
        client.eof();
        proxy.awaitEnd();
      }
      assertTrue(log.get(0).contains("peer=127.0.0.1:" + client.raw().getLocalPort()), log.get(0));
    } finally {
      listening.close();
    }
  }

  @Test
  void withoutASecondConnectionStlsIsRefusedBehindOtherCommands() throws Exception {
    var listening = listening();
    try (var client = new Client(listening.localAddress());
        var proxy = Proxy.serve(settings(), visitor(listening))) {
      client.expect(Shell.GREETING).send("USER eve\r\n").expect("+OK USER\r\n");
      client.send("STLS\r\n").expect("-ERR STLS has to come before other commands here\r\n");
      client.send("CAPA\r\n").expect("+OK capabilities\r\nUSER\r\nTOP\r\nUIDL\r\n.\r\n");
      client.send("QUIT\r\n").expect("+OK bye\r\n").eof();
      proxy.awaitEnd();
    } finally {
      listening.close();
    }
  }

  @Test
  void theEnvironmentTellsTheAddressWhereTheSocketCannot() throws Exception {
    Pair pair = Pair.ofSockets();
    var remote = new InetSocketAddress(InetAddress.getByName("2001:db8::1"), 4711);
    var visitor = new Visitor(pair.first(), Optional.of(remote), Optional.empty());
    var backend = new BackendAddress.Exec(List.of("sh", "-c", "env | grep TCP >&2"));
    try (var proxy = Proxy.serve(settings(backend), visitor)) {
      pair.second().close();
      proxy.awaitEnd();
    }
    assertTrue(
        log.stream().anyMatch(l -> l.contains("stderr=\"TCPREMOTEIP=2001:db8::1\"")),
        log::toString);
    assertTrue(
        log.stream().anyMatch(l -> l.contains("stderr=\"TCPREMOTEPORT=4711\"")), log::toString);
    assertFalse(log.stream().anyMatch(l -> l.contains("TCPLOCAL")), log::toString);
  }

  @Test
  void socketsThatListenAlreadyAreServedAccordingToTheirUse() throws Exception {
    var stls = listening();
    var tls = listening();
    var sockets =
        new ListeningSockets(
            Optional.of(new Descriptor(stls.intValue())),
            Optional.of(new Descriptor(tls.intValue())));
    var backend = new BackendAddress.Exec(List.of("sh", "-c", Shell.POP3));
    try (var early = new Client(stls.localAddress());
        var proxy = Proxy.start(settings(backend), sockets);
        var client = new Client(proxy.stlsAddress().orElseThrow());
        var inside = new Client(proxy.tlsAddress().orElseThrow())) {
      early.expect(Shell.GREETING).stls();
      client.expect(Shell.GREETING).stls().send("NOOP\r\n").expect("+OK NOOP\r\n");
      inside.tls().expect(Shell.GREETING);
    }
  }

  @Test
  void aClientThatHasGoneAlreadyIsNotWaitedFor() throws Exception {
    var listening = listening();
    try (var client = new Client(listening.localAddress())) {
      client.raw().setSoLinger(true, 0);
    }
    var visitor = visitor(listening);
    listening.close();
    var settings = settings();
    var e = assertThrows(ProxyException.class, () -> Proxy.serve(settings, visitor));
    assertFalse(e.usage());
    assertTrue(e.getMessage().endsWith("its peer has gone already"), e.getMessage());
  }

  @Test
  void descriptorsThatAreNoUseAreRefused() throws Exception {
    Pair pipe = Pair.ofPipe();
    Pair sockets = Pair.ofSockets();
    var visitor = new Visitor(sockets.first(), Optional.empty(), Optional.empty());
    for (var descriptor : List.of(pipe.first(), new Descriptor(99_999))) {
      var settings = settings(new BackendAddress.Fd(descriptor));
      var e = assertThrows(ProxyException.class, () -> Proxy.serve(settings, visitor));
      assertTrue(e.usage());
      assertTrue(e.getMessage().startsWith("backend fd:" + descriptor.number()), e.getMessage());
      var listening = new ListeningSockets(Optional.of(descriptor), Optional.empty());
      var good = settings(BackendAddress.parse("tcp:127.0.0.1:110"));
      assertThrows(ProxyException.class, () -> Proxy.start(good, listening));
    }
    var daemon = settings(new BackendAddress.Fd(sockets.second()));
    var e = assertThrows(ProxyException.class, () -> Proxy.start(daemon));
    assertTrue(e.usage() && e.getMessage().endsWith("only with --inetd"), e.getMessage());
    pipe.close();
    sockets.close();
  }
}
