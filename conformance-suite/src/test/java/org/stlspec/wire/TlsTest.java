package org.stlspec.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.stlspec.standin.TlsServer;
import org.stlspec.wire.TlsOptions.Engine;

/** Both engines of the client against the JDK's server, octets handed over without a socket. */
class TlsTest {

  static Stream<TlsOptions> everyEngineAndVersion() {
    return Stream.of(Engine.values())
        .flatMap(
            engine ->
                Stream.of(TlsOptions.TLS_1_2, TlsOptions.TLS_1_3)
                    .map(version -> TlsOptions.usual().engine(engine).versions(version)));
  }

  private static TlsServer server(TlsOptions options, String... alpn) {
    return new TlsServer(options.versions().get(0), alpn);
  }

  /** Goes on until neither has anything to say. */
  private static void converse(TlsLayer client, TlsServer server, byte[] hello) {
    byte[] said = hello;
    while (said.length > 0) {
      byte[] answer = server.answer(said);
      if (answer.length > 0) {
        client.feed(answer);
      }
      said = client.outgoing();
    }
  }

  private static TlsLayer established(TlsOptions options, TlsServer server) {
    TlsLayer client = TlsLayer.of(options);
    converse(client, server, client.hello());
    assertTrue(client.established(), client.failure());
    return client;
  }

  @ParameterizedTest
  @MethodSource("everyEngineAndVersion")
  void factsTellWhatWasAgreed(TlsOptions options) {
    TlsFacts facts = established(options, server(options)).facts();
    assertEquals(options.versions().get(0), facts.version());
    assertTrue(facts.cipherSuite().matches("TLS_\\w+|0x[0-9A-F]{4}"), facts.toString());
    assertEquals("", facts.alpn());
  }

  @ParameterizedTest
  @MethodSource("everyEngineAndVersion")
  void factsTellTheProtocolThatAlpnSelected(TlsOptions options) {
    TlsOptions offers = options.alpn("imap", "pop3");
    TlsFacts facts = established(offers, server(options, "pop3")).facts();
    assertEquals("pop3", facts.alpn());
    assertTrue(facts.toString().endsWith(" ALPN pop3"), facts.toString());
  }

  @ParameterizedTest
  @MethodSource("everyEngineAndVersion")
  void alert120IsNamed(TlsOptions options) {
    TlsLayer client = TlsLayer.of(options.alpn("imap"));
    converse(client, server(options, "pop3"), client.hello());
    assertFalse(client.established());
    assertTrue(client.failure().contains("no_application_protocol"), client.failure());
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aVersionThatTheServerDoesNotSpeakIsRefusedByName(Engine engine) {
    TlsLayer client = TlsLayer.of(TlsOptions.usual().engine(engine).versions(TlsOptions.TLS_1_2));
    converse(client, new TlsServer(TlsOptions.TLS_1_3), client.hello());
    assertFalse(client.established());
    assertTrue(client.failure().contains("protocol_version"), client.failure());
  }

  @Test
  void bouncyCastleOffersVersionsThatTheJdkWillNot() {
    for (String version : List.of(TlsOptions.TLS_1_0, TlsOptions.TLS_1_1)) {
      TlsLayer client = TlsLayer.of(TlsOptions.usual().engine(Engine.BC).versions(version));
      converse(client, new TlsServer(TlsOptions.TLS_1_2), client.hello());
      assertTrue(client.failure().contains("protocol_version"), client.failure());
    }
  }

  @ParameterizedTest
  @MethodSource("everyEngineAndVersion")
  void octetsGoThroughUnchangedBothWays(TlsOptions options) {
    TlsServer server = server(options);
    TlsLayer client = established(options, server);
    byte[] large = Octets.of("\u0000\r\n.\u00ff".repeat(20_000)).bytes();
    client.seal(large);
    server.answer(client.outgoing());
    assertArrayEquals(large, server.received());
    client.feed(server.seal(large));
    assertArrayEquals(large, client.plaintext());
    assertEquals(0, client.plaintext().length, "each octet is handed out once");
  }

  @ParameterizedTest
  @MethodSource("everyEngineAndVersion")
  void recordsMayArriveOctetByOctet(TlsOptions options) {
    TlsServer server = server(options);
    TlsLayer client = TlsLayer.of(options);
    byte[] said = client.hello();
    while (said.length > 0) {
      for (byte octet : server.answer(said)) {
        client.feed(new byte[] {octet});
      }
      said = client.outgoing();
    }
    assertTrue(client.established(), client.failure());
    for (byte octet : server.seal(Octets.of("+OK\r\n").bytes())) {
      client.feed(new byte[] {octet});
    }
    assertArrayEquals(Octets.of("+OK\r\n").bytes(), client.plaintext());
  }

  @ParameterizedTest
  @MethodSource("everyEngineAndVersion")
  void dataInTheSameSegmentAsTheEndOfTheHandshakeIsNotLost(TlsOptions options) {
    TlsServer server = server(options);
    TlsLayer client = TlsLayer.of(options);
    client.feed(server.answer(client.hello()));
    byte[] last = server.answer(client.outgoing());
    byte[] data = server.seal(Octets.of("+OK\r\n").bytes());
    byte[] both = Arrays.copyOf(last, last.length + data.length);
    System.arraycopy(data, 0, both, last.length, data.length);
    client.feed(both);
    assertTrue(client.established(), client.failure());
    assertArrayEquals(Octets.of("+OK\r\n").bytes(), client.plaintext());
  }

  @ParameterizedTest
  @MethodSource("everyEngineAndVersion")
  void aCloseNotifyIsNoticedBehindTheLastData(TlsOptions options) {
    TlsServer server = server(options);
    TlsLayer client = established(options, server);
    assertFalse(client.closedByPeer());
    Octets last = Octets.of(server.seal(Octets.of("+OK bye\r\n").bytes()));
    client.feed(last.plus(Octets.of(server.closeNotify())).bytes());
    assertTrue(client.closedByPeer(), client.failure());
    assertEquals("", client.failure());
    assertArrayEquals(Octets.of("+OK bye\r\n").bytes(), client.plaintext());
  }

  @Test
  void keysAreUpdatedOnBothSides() {
    TlsOptions options = TlsOptions.usual().engine(Engine.BC).versions(TlsOptions.TLS_1_3);
    TlsServer server = server(options);
    TlsLayer client = established(options, server);
    client.updateKeys();
    byte[] update = server.answer(client.outgoing());
    client.feed(update);
    client.feed(server.seal(Octets.of("+OK\r\n").bytes()));
    assertArrayEquals(Octets.of("+OK\r\n").bytes(), client.plaintext());
    assertEquals(new Aftermath(1, false), client.aftermath());
  }

  @Test
  void aRecordOfAnyTypeCanBeSealed() {
    TlsOptions options = TlsOptions.usual().engine(Engine.BC).versions(TlsOptions.TLS_1_2);
    TlsServer server = server(options);
    TlsLayer client = established(options, server);
    client.seal(Records.ALERT, Octets.of("\2\50").bytes());
    Octets alert = Octets.of(client.outgoing());
    assertTrue(Records.is(Records.ALERT, alert), alert.toString());
  }

  @Test
  void theJdkRenegotiates() {
    TlsOptions options = TlsOptions.usual().versions(TlsOptions.TLS_1_2);
    TlsServer server = server(options);
    TlsLayer client = established(options, server);
    client.renegotiate();
    assertFalse(client.established());
    converse(client, server, client.outgoing());
    assertTrue(client.established(), client.failure());
  }

  @Test
  void aKeptSessionIsResumedAndAnotherIsNot() {
    TlsOptions options = TlsOptions.usual().versions(TlsOptions.TLS_1_2).tickets(Tickets.kept());
    assertFalse(established(options, server(options)).facts().resumed());
    assertTrue(established(options, server(options)).facts().resumed());
    TlsOptions others = options.tickets(Tickets.kept());
    assertFalse(established(others, server(others)).facts().resumed());
  }

  @Test
  void factsTellTheCertificates() {
    TlsOptions options = TlsOptions.usual();
    TlsFacts facts = established(options, new TlsServer(TlsOptions.TLS_1_3)).facts();
    assertEquals("CN=localhost", facts.chain().get(0).getSubjectX500Principal().getName());
  }

  @Test
  void anEngineThatCannotSaysSo() {
    TlsLayer jdk = TlsLayer.of(TlsOptions.usual());
    TlsLayer bc = TlsLayer.of(TlsOptions.usual().engine(Engine.BC));
    assertThrows(UnsupportedOperationException.class, jdk::updateKeys);
    assertThrows(UnsupportedOperationException.class, jdk::aftermath);
    assertThrows(UnsupportedOperationException.class, () -> jdk.seal(21, new byte[2]));
    assertThrows(UnsupportedOperationException.class, bc::renegotiate);
  }

  @ParameterizedTest
  @MethodSource("everyEngineAndVersion")
  void clearTextInsteadOfARecordBreaksTheLayer(TlsOptions options) {
    TlsLayer client = TlsLayer.of(options);
    client.hello();
    client.feed(Octets.of("+OK Capability list follows\r\n").bytes());
    assertFalse(client.established());
    assertTrue(client.failure().startsWith("TLS"), client.failure());
  }

  @ParameterizedTest
  @MethodSource("everyEngineAndVersion")
  void aRecordThatWasTamperedWithBreaksTheLayer(TlsOptions options) {
    TlsServer server = server(options);
    TlsLayer client = established(options, server);
    byte[] record = server.seal(Octets.of("+OK\r\n").bytes());
    record[record.length - 1] ^= 1;
    client.feed(record);
    assertEquals(0, client.plaintext().length);
    assertFalse(client.failure().isEmpty());
  }
}
