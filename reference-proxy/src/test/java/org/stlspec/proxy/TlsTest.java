package org.stlspec.proxy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.stlspec.proxy.tls.Certificate;
import org.stlspec.proxy.tls.Certificates;
import org.stlspec.proxy.tls.TlsEngine;

/** What TLS is spoken, and how its failures end; the same on all engines. */
class TlsTest {

  @ParameterizedTest
  @CsvSource({
    "BORINGSSL,TLSv1.2", "JSSE,TLSv1.2", "BC,TLSv1.2",
    "BORINGSSL,TLSv1.3", "JSSE,TLSv1.3", "BC,TLSv1.3"
  })
  void bothVersionsWork(TlsEngine engine, String version) throws Exception {
    try (var rig = new Rig(engine);
        var client = rig.client()) {
      client.greeted().stls(version).send("NOOP\r\n").expect("+OK NOOP\r\n");
      assertEquals(version, client.tlsSocket().getSession().getProtocol());
      client.send("QUIT\r\n").expect("+OK QUIT\r\n").eof();
    }
  }

  @ParameterizedTest
  @EnumSource
  void bothVersionsWorkWithAnRsaCertificate(TlsEngine engine) throws Exception {
    Certificate rsa = Certificates.of("RSA");
    try (var rig = new Rig(FakeBackend::pop3, s -> s.engine(engine).certificate(rsa))) {
      for (String version : List.of("TLSv1.2", "TLSv1.3")) {
        try (var client = rig.client()) {
          client.greeted().stls(version).send("QUIT\r\n").expect("+OK QUIT\r\n").eof();
          assertEquals(version, client.tlsSocket().getSession().getProtocol());
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void pop3IsAcceptedAsApplicationProtocol(TlsEngine engine) throws Exception {
    try (var rig = new Rig(engine);
        var client = rig.client();
        var tls = alpn(client, "imap", "pop3")) {
      tls.handshake();
      tls.send("QUIT\r\n");
      assertEquals("+OK QUIT\r\n", tls.line());
      assertEquals("pop3", tls.engine.getApplicationProtocol());
    }
  }

  @ParameterizedTest
  @EnumSource
  void anyOtherApplicationProtocolIsRefusedWithAlert120(TlsEngine engine) throws Exception {
    try (var rig = new Rig(engine);
        var client = rig.client();
        var tls = alpn(client, "http/1.1", "imap")) {
      tls.write(tls.hello());
      assertAlert(client, 120);
      assertEquals(-1, client.raw().getInputStream().read());
      assertEquals("", rig.backend.connection().transcript());
    }
  }

  private static EngineClient alpn(Client client, String... names) throws IOException {
    client.greeted().send("STLS\r\n").expect("+OK begin TLS\r\n");
    var tls = new EngineClient(client.raw());
    SSLParameters parameters = tls.engine.getSSLParameters();
    parameters.setApplicationProtocols(names);
    tls.engine.setSSLParameters(parameters);
    return tls;
  }

  private static void assertAlert(Client client, int description) throws IOException {
    byte[] record = EngineClient.record(client.raw());
    assertArrayEquals(
        new byte[] {21, 3, record[2], 0, 2, 2, (byte) description}, record, "a fatal alert");
  }

  @ParameterizedTest
  @EnumSource
  void oldVersionsAreRefusedWithAnAlert(TlsEngine engine) throws Exception {
    String hello = "0301" + "ab".repeat(32) + "00" + "0004c014c013" + "0100";
    try (var rig = new Rig(engine);
        var client = rig.client()) {
      client.greeted().send("STLS\r\n").expect("+OK begin TLS\r\n");
      client.send(hex("160301002f" + "0100002b" + hello));
      assertAlert(client, 70);
      assertEquals(-1, client.raw().getInputStream().read());
    }
  }

  @ParameterizedTest
  @EnumSource
  void renegotiationIsRefused(TlsEngine engine) throws Exception {
    try (var rig = new Rig(engine);
        var client = rig.client();
        var tls = new EngineClient(client.raw())) {
      client.greeted().send("STLS\r\n").expect("+OK begin TLS\r\n");
      tls.engine.setEnabledProtocols(new String[] {"TLSv1.2"});
      tls.handshake();
      tls.send("NOOP\r\n");
      assertEquals("+OK NOOP\r\n", tls.line());
      tls.engine.beginHandshake();
      tls.write(tls.wrap(new byte[0]));
      assertEquals(21, EngineClient.record(client.raw())[0], "an alert, no ServerHello");
    }
  }

  @ParameterizedTest
  @EnumSource
  void garbageInsteadOfAClientHelloEndsTheSessionAtOnce(TlsEngine engine) throws Exception {
    String[] garbage = {
      hex("434150410d0a"), // CAPA
      hex("474554202f20485454502f312e310d0a0d0a"), // an HTTP request
      hex("160301ffff0000"), // a record of 65,535 octets
      hex("1603010000"), // an empty handshake record
      hex("1603010006070000020000"), // no ClientHello
      hex("15030300020228"), // an alert
      hex("802e0103030015"), // SSL 2
    };
    try (var rig = new Rig(engine)) {
      for (String octets : garbage) {
        try (var client = rig.client()) {
          client.greeted().send("STLS\r\n").expect("+OK begin TLS\r\n").send(octets);
          StlsTest.assertNoPop3(client);
          assertEquals("", rig.backend.connection().transcript());
        }
      }
    }
  }

  private static String hex(String digits) {
    return Wire.text(HexFormat.of().parseHex(digits));
  }

  @ParameterizedTest
  @EnumSource
  void theHandshakeTimeIsATotal(TlsEngine engine) throws Exception {
    Limits limits = Limits.defaults().handshake(Duration.ofMillis(400));
    try (var rig = new Rig(FakeBackend::pop3, s -> s.engine(engine).limits(limits));
        var client = rig.client();
        var tls = new EngineClient(client.raw())) {
      client.greeted().send("STLS\r\n").expect("+OK begin TLS\r\n");
      long start = System.nanoTime();
      var feeder = new Thread(() -> drip(tls));
      feeder.start();
      StlsTest.assertNoPop3(client);
      long millis = (System.nanoTime() - start) / 1_000_000;
      assertTrue(millis >= 350 && millis < 5_000, millis + " ms");
      client.raw().close();
      feeder.join();
      assertEquals("", rig.backend.connection().transcript());
      String line = rig.logged();
      assertTrue(line.contains("end=\"client broke TLS: handshake timed out"), line);
    }
  }

  /** An octet every 20 ms, for ever. */
  private static void drip(EngineClient tls) {
    try {
      for (byte octet : tls.hello()) {
        tls.write(new byte[] {octet});
        Thread.sleep(20);
      }
    } catch (IOException | InterruptedException e) {
      // the proxy has closed, as it should
    }
  }

  @ParameterizedTest
  @EnumSource
  void aClientThatLeavesDuringTheHandshakeTakesTheBackendWithIt(TlsEngine engine) throws Exception {
    try (var rig = new Rig(engine);
        var client = rig.client();
        var tls = new EngineClient(client.raw())) {
      client.greeted().send("STLS\r\n").expect("+OK begin TLS\r\n");
      byte[] hello = tls.hello();
      client.send(java.util.Arrays.copyOf(hello, hello.length / 2));
      client.raw().shutdownOutput();
      StlsTest.assertNoPop3(client);
      assertEquals("", rig.backend.connection().transcript());
      String line = rig.logged();
      assertTrue(line.contains("during the TLS handshake"), line);
    }
  }

  @ParameterizedTest
  @EnumSource
  void clearTextInsideTlsEndsTheSession(TlsEngine engine) throws Exception {
    try (var rig = new Rig(engine);
        var client = rig.client()) {
      client.greeted().stls().send("NOOP\r\n").expect("+OK NOOP\r\n");
      client.raw().getOutputStream().write(Wire.octets("QUIT\r\n"));
      String rest = Wire.text(client.raw().getInputStream().readAllBytes());
      assertFalse(rest.contains("+OK"), rest);
      assertEquals("NOOP\r\n", rig.backend.connection().transcript());
    }
  }

  @ParameterizedTest
  @EnumSource
  void closeNotifyComesBehindTheLastReply(TlsEngine engine) throws Exception {
    try (var rig = new Rig(engine);
        var client = rig.client();
        var tls = new EngineClient(client.raw())) {
      client.greeted().send("STLS\r\n").expect("+OK begin TLS\r\n");
      tls.handshake();
      tls.send("QUIT\r\n");
      assertEquals("+OK QUIT\r\n", tls.line());
      while (tls.unwrap()) {}
      assertEquals(-1, client.raw().getInputStream().read());
    }
  }
}
