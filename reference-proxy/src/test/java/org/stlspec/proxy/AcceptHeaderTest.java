package org.stlspec.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stlspec.proxy.header.Cidr;
import org.stlspec.proxy.header.HeaderVersion;
import org.stlspec.proxy.header.Route;
import org.stlspec.proxy.tls.TlsEngine;

/** A listener behind a load balancer: no header, no service (PROXY protocol section 2). */
@ExtendWith(NoLeaks.class)
class AcceptHeaderTest {
  private static final String HEADER = "PROXY TCP4 203.0.113.9 198.51.100.2 40000 110\r\n";
  private static final String PEER = "peer=203.0.113.9:40000 ";

  private static Rig rig() throws Exception {
    return rig("127.0.0.0/8,::1", settings -> settings);
  }

  private static Rig rig(String peers, UnaryOperator<ProxySettings> more) throws Exception {
    return new Rig(FakeBackend::pop3, s -> more.apply(s).acceptProxyProtocol(Cidr.parseAll(peers)));
  }

  private static byte[] header(HeaderVersion version, String from) {
    return version.written(
        Optional.of(
            new Route(
                new InetSocketAddress(from, 40000), new InetSocketAddress("198.51.100.2", 110))));
  }

  @ParameterizedTest
  @EnumSource
  void behindTheHeaderTheSessionIsLikeAnyOtherAndTheLogNamesTheClient(HeaderVersion version)
      throws Exception {
    try (var rig = rig();
        var client = rig.client()) {
      client.send(header(version, "203.0.113.9")).greeted().send("CAPA\r\n");
      client.expect("+OK list\r\n");
      for (String line = client.line(); !line.equals(".\r\n"); line = client.line()) {}
      client.stls().send("QUIT\r\n").expect("+OK QUIT\r\n").eof();
      String line = rig.logged();
      assertTrue(line.contains(PEER), line);
      assertEquals("CAPA\r\nQUIT\r\n", rig.backend.connection().transcript());
    }
  }

  @Test
  void everySplitOfHeaderAndCommandGivesTheSameSession() throws Exception {
    byte[] all = Wire.octets(HEADER + "NOOP\r\nQUIT\r\n");
    try (var rig = rig()) {
      for (int split = 1; split <= all.length; split++) {
        try (var client = rig.client()) {
          client.send(java.util.Arrays.copyOf(all, split));
          client.send(java.util.Arrays.copyOfRange(all, split, all.length));
          client.greeted().expect("+OK NOOP\r\n+OK QUIT\r\n").eof();
          assertEquals("NOOP\r\nQUIT\r\n", rig.backend.connection().transcript());
          assertTrue(rig.logged().contains(PEER));
        }
      }
    }
  }

  @Test
  void aHeaderMayComeOctetByOctet() throws Exception {
    try (var rig = rig();
        var client = rig.client()) {
      for (byte octet : header(HeaderVersion.V2, "203.0.113.9")) client.send(new byte[] {octet});
      client.greeted();
    }
  }

  @Test
  void theLongestHeaderIsSkippedToItsEnd() throws Exception {
    byte[] header = header(HeaderVersion.V2, "203.0.113.9");
    header[14] = header[15] = -1;
    var all = new ByteArrayOutputStream();
    all.writeBytes(header);
    all.writeBytes(Wire.octets("QUIT\r\n".repeat(11_000).substring(0, 65535 - 12)));
    all.writeBytes(Wire.octets("NOOP\r\n"));
    try (var rig = rig();
        var client = rig.client()) {
      client.send(all.toByteArray()).greeted().expect("+OK NOOP\r\n");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PROXY UNKNOWN\r\n", "\r\n\r\n\0\r\nQUIT\n \0\0\0"})
  void withoutAnAddressThePeersOwnCounts(String header) throws Exception {
    try (var rig = rig();
        var client = rig.client()) {
      client.send(header).greeted().send("QUIT\r\n").expect("+OK QUIT\r\n").eof();
      String line = rig.logged();
      assertTrue(line.contains("peer=127.0.0.1:" + client.raw().getLocalPort() + " "), line);
    }
  }

  /** Behind a header of the same segment: the header, the command, the ClientHello. */
  @ParameterizedTest
  @EnumSource
  void octetsBehindTheHeaderAreTheClients(TlsEngine engine) throws Exception {
    try (var rig = rig("127.0.0.1", s -> s.engine(engine));
        var client = rig.client();
        var tls = new EngineClient(client.raw())) {
      client.send(Wire.join(HEADER + "STLS\r\n", tls.hello()));
      client.greeted().expect("+OK begin TLS\r\n");
      tls.handshake();
      tls.send("NOOP\r\n");
      assertEquals("+OK NOOP\r\n", tls.line());
    }
  }

  @ParameterizedTest
  @EnumSource
  void onTheTlsPortTheHeaderComesBeforeTheClientHello(TlsEngine engine) throws Exception {
    UnaryOperator<ProxySettings> tlsPort =
        s -> s.engine(engine).listenTls(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    try (var rig = rig("127.0.0.1", tlsPort);
        var client = new Client(rig.proxy.tlsAddress().orElseThrow());
        var tls = new EngineClient(client.raw())) {
      client.send(Wire.join(HEADER, tls.hello()));
      tls.handshake();
      assertEquals(FakeBackend.GREETING, tls.line());
      tls.send("QUIT\r\n");
      assertEquals("+OK QUIT\r\n", tls.line());
      String line = rig.logged();
      assertTrue(line.contains(PEER), line);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CAPA\r\n",
        "proxy TCP4 203.0.113.9 198.51.100.2 40000 110\r\n",
        "PROXY  TCP4 203.0.113.9 198.51.100.2 40000 110\r\n",
        "PROXY TCP4 203.0.113.9 198.51.100.2 40000 110\nCAPA\r\n",
        "\r\n\r\n\0\r\nQUIT\n1\0\0\0",
        "\u0016\u0003\u0001\0\u0005"
      })
  void anythingElseEndsTheConnectionInSilence(String octets) throws Exception {
    try (var rig = rig();
        var client = rig.client()) {
      client.send(octets);
      assertSilentEnd(client);
      String line = rig.logged();
      assertTrue(line.contains("end=\"sent no PROXY header but"), line);
      assertEquals(0, rig.backend.waiting());
    }
  }

  private static void assertSilentEnd(Client client) throws IOException {
    try {
      assertEquals(-1, client.raw().getInputStream().read());
    } catch (SocketException reset) {
      // as silent
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "PROXY TCP4 203.0.113.9 198", "\r\n\r\n\0\r\nQUIT\n!\u0011\0"})
  void whoDoesNotFinishAHeaderIsNotGreeted(String part) throws Exception {
    var greeting = Limits.defaults().greeting(Duration.ofMillis(200));
    try (var rig = rig("127.0.0.1", s -> s.limits(greeting));
        var client = rig.client()) {
      client.send(part);
      assertSilentEnd(client);
      String line = rig.logged();
      assertTrue(line.contains("end=\"sent no PROXY header in time\""), line);
    }
  }

  @Test
  void whoEndsBeforeTheHeaderIsLetGo() throws Exception {
    try (var rig = rig();
        var client = rig.client()) {
      client.send("PROXY TCP4").raw().shutdownOutput();
      assertSilentEnd(client);
      String line = rig.logged();
      assertTrue(line.contains("end=\"left before its PROXY header\""), line);
    }
  }

  @Test
  void aResetBeforeTheHeaderIsToldFromAnEnd() throws Exception {
    try (var rig = rig();
        var client = rig.client()) {
      client.send("PROXY TCP4").raw().setSoLinger(true, 0);
      while (rig.proxy.connections() < 1) Thread.onSpinWait();
      client.raw().close();
      String line = rig.logged();
      assertTrue(line.contains("end=\"failed: "), line);
    }
  }

  @Test
  void whoIsNotOnTheListIsRefusedAtOnce() throws Exception {
    try (var rig = rig("192.0.2.0/24", s -> s);
        var client = rig.client()) {
      assertSilentEnd(client);
      String line = rig.logged();
      assertTrue(line.contains("end=\"not on the list of --accept-proxy-protocol\""), line);
      assertTrue(line.contains("peer=127.0.0.1:"), line);
      assertEquals(0, rig.proxy.connections());
    }
  }

  @Test
  void aSecondHeaderIsACommandThatIsRefused() throws Exception {
    try (var rig = rig();
        var client = rig.client()) {
      client.send(HEADER + HEADER).greeted().refused();
      client.stls().send(HEADER).refused().send("QUIT\r\n").expect("+OK QUIT\r\n").eof();
      assertEquals("QUIT\r\n", rig.backend.connection().transcript());
    }
  }

  @Test
  void onAnOrdinaryListenerAHeaderIsACommandThatIsRefused() throws Exception {
    try (var rig = new Rig();
        var client = rig.client()) {
      client.greeted().send(HEADER).refused().send("QUIT\r\n").expect("+OK QUIT\r\n").eof();
      String line = rig.logged();
      assertTrue(line.contains("peer=127.0.0.1:"), line);
    }
  }

  @Test
  void theLimitPerAddressCountsClientsNotTheirPeer() throws Exception {
    var two = Limits.defaults().connectionsPerAddress(2);
    var clients = new ArrayList<Client>();
    try (var rig = rig("127.0.0.1", s -> s.limits(two))) {
      for (int i = 0; i < 20; i++) {
        clients.add(rig.client().send(header(HeaderVersion.V1, "203.0.113." + i)).greeted());
      }
      clients.add(rig.client().send(header(HeaderVersion.V1, "203.0.113.7")).greeted());
      clients.add(rig.client().send(header(HeaderVersion.V1, "203.0.113.7")).refused());
      assertTrue(rig.logged().contains("too many connections"));
    } finally {
      for (Client client : clients) client.close();
    }
  }

  @Test
  void thoseWhoOweAHeaderTakePlacesAndGiveThemBack() throws Exception {
    var one = Limits.defaults().connections(1).connectionsPerAddress(1);
    try (var rig = rig("127.0.0.1", s -> s.limits(one).eventLoops(1))) {
      for (int i = 0; i < 3; i++) {
        try (var first = rig.client()) {
          while (rig.proxy.connections() < 1) Thread.onSpinWait();
          try (var second = rig.client()) {
            assertSilentEnd(second);
          }
          first.send(HEADER + "QUIT\r\n").greeted().expect("+OK QUIT\r\n").eof();
        }
        while (rig.proxy.connections() > 0) Thread.onSpinWait();
      }
    }
  }

  @Test
  void theTimeForTheHeaderIsNoLimitOfTheSession() throws Exception {
    var second = Limits.defaults().greeting(Duration.ofSeconds(1));
    try (var rig = rig("127.0.0.1", s -> s.limits(second));
        var client = rig.client()) {
      long end = System.nanoTime() + 1_200_000_000;
      client.send(HEADER).greeted();
      while (System.nanoTime() < end) client.send("NOOP\r\n").expect("+OK NOOP\r\n");
      client.send("QUIT\r\n").expect("+OK QUIT\r\n").eof();
    }
  }

  @Test
  @Tag("bulk")
  void closingTheProxyClosesThoseOnTheirWayIn() throws Exception {
    for (int i = 0; i < 50; i++) {
      try (var rig = rig();
          var first = rig.client();
          var second = rig.client();
          var third = rig.client()) {
        rig.proxy.close();
        assertSilentEnd(first);
        assertSilentEnd(second);
        assertSilentEnd(third);
      }
    }
  }

  @Test
  void closingTheProxyClosesThoseWhoOweAHeader() throws Exception {
    try (var rig = rig();
        var client = rig.client()) {
      client.send("PROXY TCP4 ");
      while (rig.proxy.connections() < 1) Thread.onSpinWait();
      rig.proxy.close();
      assertSilentEnd(client);
    }
  }
}
