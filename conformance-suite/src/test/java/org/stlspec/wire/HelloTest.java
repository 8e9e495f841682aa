package org.stlspec.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.stlspec.standin.TlsServer;

/** A ClientHello made by hand against the JDK's server, and records cut by hand. */
class HelloTest {
  private static ServerHello answer(String version, ClientHello hello) {
    byte[] flight = new TlsServer(version).answer(hello.octets().bytes());
    Octets record = Records.of(Octets.of(flight)).get(0);
    int length = Records.uint(record, Records.HEADER + 1, 3);
    return ServerHello.of(record.part(Records.HEADER, Records.HEADER + 4 + length));
  }

  @Test
  void tls12IsAnsweredByAServerHello() {
    ServerHello answer = answer(TlsOptions.TLS_1_2, ClientHello.tls12());
    assertEquals(0x0303, answer.version());
    assertEquals(0, answer.compression());
    assertTrue(ClientHello.tls12().suites().contains(answer.suite()), answer.seen());
    assertTrue(answer.has(ClientHello.EXTENDED_MASTER_SECRET));
    assertEquals(Octets.of("\0"), answer.extensions().get(ClientHello.RENEGOTIATION_INFO));
  }

  @Test
  void tls13IsAnsweredByAServerHello() {
    ServerHello answer = answer(TlsOptions.TLS_1_3, ClientHello.tls13());
    assertEquals(0x0304, answer.version());
    assertTrue(answer.seen().contains("TLS 0x0304"), answer.seen());
  }

  @Test
  void greaseIsNoHindrance() {
    assertEquals(0x0303, answer(TlsOptions.TLS_1_2, ClientHello.tls12().grease()).version());
  }

  @Test
  void aServerHelloThatIsCutShortIsNone() {
    assertThrows(IndexOutOfBoundsException.class, () -> ServerHello.of(Octets.of("\2\0\0\1\3")));
  }

  @Test
  void extensionsAreReplacedAndTakenAway() {
    ClientHello hello = ClientHello.tls12().serverName("a.invalid").serverName("b.invalid");
    assertTrue(hello.octets().latin1().contains("b.invalid"));
    assertFalse(hello.octets().latin1().contains("a.invalid"));
    assertFalse(hello.without(ClientHello.SERVER_NAME).octets().latin1().contains("b.invalid"));
  }

  @Test
  void recordsAreToldApart() {
    Octets one = Records.record(Records.HANDSHAKE, 0x0301, Octets.of("one"));
    Octets two = Records.record(Records.ALERT, Octets.of("\2\50"));
    assertEquals(Octets.unescape("\\x16\\x03\\x01\\0\\x03one"), one);
    assertEquals(List.of(one, two), Records.of(one.plus(two)));
    assertEquals(List.of(one, two.part(0, 6)), Records.of(one.plus(two.part(0, 6))));
    assertTrue(Records.is(Records.ALERT, two));
  }

  @Test
  void onlyWhatIsNotEncryptedIsCutIntoSingleOctets() {
    Octets clear = Records.record(Records.HANDSHAKE, Octets.of("ab"));
    Octets change = Records.record(Records.CHANGE_CIPHER_SPEC, Octets.of("\1"));
    Octets a = Records.record(Records.HANDSHAKE, Octets.of("a"));
    Octets b = Records.record(Records.HANDSHAKE, Octets.of("b"));
    Octets flight = clear.plus(change).plus(clear);
    assertEquals(a.plus(b).plus(change).plus(clear), Records.ofOneOctet(flight));
  }

  @Test
  void spoiledOctetsDifferInTheLast() {
    assertEquals(Octets.of("ab\u009c"), Records.spoiled(Octets.of("abc")));
  }
}
