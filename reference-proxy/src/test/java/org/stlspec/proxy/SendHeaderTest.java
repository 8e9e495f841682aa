package org.stlspec.proxy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stlspec.proxy.backend.BackendAddress;
import org.stlspec.proxy.backend.Transport;
import org.stlspec.proxy.header.Cidr;
import org.stlspec.proxy.header.HeaderVersion;
import org.stlspec.proxy.header.Route;

/** What a backend that asks for headers gets (PROXY protocol section 2). */
@ExtendWith(NoLeaks.class)
class SendHeaderTest {
  private static final String FORGED = "PROXY TCP4 203.0.113.9 198.51.100.2 40000 110\r\n";

  /** Greets only when the header is there, as such a backend does. */
  private static Rig rig(HeaderVersion version) throws Exception {
    return new Rig(
        c -> {
          if (version == HeaderVersion.V1) c.line();
          else for (int i = 0; i < 28; i++) c.read();
          FakeBackend.pop3(c);
        },
        s -> s.sendProxyProtocol(version));
  }

  private static byte[] header(HeaderVersion version, Rig rig, Client client) {
    var from = new InetSocketAddress(InetAddress.getLoopbackAddress(), client.raw().getLocalPort());
    return version.written(Optional.of(new Route(from, rig.proxy.stlsAddress().orElseThrow())));
  }

  private static void assertSent(byte[] header, String behind, Rig rig) throws Exception {
    byte[] sent = Wire.octets(rig.backend.connection().transcript());
    assertArrayEquals(Wire.join(Wire.text(header), Wire.octets(behind)), sent);
  }

  @ParameterizedTest
  @EnumSource
  void theHeaderComesFirstAndOnceAndNamesTheClient(HeaderVersion version) throws Exception {
    try (var rig = rig(version);
        var client = rig.client()) {
      client.greeted().stls().send("QUIT\r\n").expect("+OK QUIT\r\n").eof();
      assertSent(header(version, rig, client), "QUIT\r\n", rig);
      assertEquals(0, rig.backend.waiting(), "the connection was kept");
    }
  }

  @ParameterizedTest
  @EnumSource
  void theFreshConnectionAfterStlsHasAHeaderOfItsOwn(HeaderVersion version) throws Exception {
    try (var rig = rig(version);
        var client = rig.client()) {
      client.greeted().send("USER x\r\n").expect("+OK USER\r\n");
      client.stls().send("QUIT\r\n").expect("+OK QUIT\r\n").eof();
      assertSent(header(version, rig, client), "USER x\r\n", rig);
      assertSent(header(version, rig, client), "QUIT\r\n", rig);
    }
  }

  @Test
  void aForgedHeaderDoesNotReachTheBackend() throws Exception {
    try (var rig = rig(HeaderVersion.V1);
        var client = rig.client()) {
      client.send(FORGED).greeted().refused();
      client.stls().send(FORGED).refused().send("QUIT\r\n").expect("+OK QUIT\r\n").eof();
      assertSent(header(HeaderVersion.V1, rig, client), "QUIT\r\n", rig);
    }
  }

  @Test
  void aConveyedAddressIsPassedOn() throws Exception {
    try (var rig =
            new Rig(
                c -> {
                  c.line();
                  FakeBackend.pop3(c);
                },
                s ->
                    s.sendProxyProtocol(HeaderVersion.V1)
                        .acceptProxyProtocol(Cidr.parseAll("127.0.0.1")));
        var client = rig.client()) {
      client.send(FORGED).greeted().send("QUIT\r\n").expect("+OK QUIT\r\n").eof();
      assertEquals(FORGED + "QUIT\r\n", rig.backend.connection().transcript());
    }
  }

  @Test
  void onTheTlsPortTheHeaderClaimsNoTls() throws Exception {
    try (var rig =
            new Rig(
                c -> {
                  for (int i = 0; i < 28; i++) c.read();
                  FakeBackend.pop3(c);
                },
                s ->
                    s.sendProxyProtocol(HeaderVersion.V2)
                        .listenTls(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
        var client = new Client(rig.proxy.tlsAddress().orElseThrow())) {
      client.tls().greeted().send("QUIT\r\n").expect("+OK QUIT\r\n").eof();
      String sent = rig.backend.connection().transcript();
      assertEquals("\0\u000c", sent.substring(14, 16), "addresses and nothing else");
      assertTrue(sent.endsWith("QUIT\r\n"), sent);
    }
  }

  @Test
  void aBackendOnAUnixSocketGetsItToo(@TempDir Path folder) throws Exception {
    assumeTrue(Transport.best() == Transport.EPOLL, "unix: backends need epoll");
    Path path = folder.resolve("pop3");
    try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(path));
      var settings =
          ProxySettings.to(BackendAddress.parse("unix:" + path))
              .sendProxyProtocol(HeaderVersion.V1)
              .log(line -> {});
      try (var proxy = Proxy.start(settings);
          var client = new Client(proxy.stlsAddress().orElseThrow());
          SocketChannel backend = server.accept()) {
        ByteBuffer header = ByteBuffer.allocate(200);
        while (!Wire.text(header.array()).contains("\r\n")) backend.read(header);
        String expected = "PROXY TCP4 127.0.0.1 127.0.0.1 " + client.raw().getLocalPort() + " ";
        assertTrue(Wire.text(header.array()).startsWith(expected));
      }
    }
  }
}
