package org.stlspec.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stlspec.proxy.tls.TlsEngine;

/** RFC 2595 section 4 from the client's side, and what the backend sees of it. */
class StlsTest {

  @ParameterizedTest
  @EnumSource
  void upgradesInAuthorizationWithoutASecondGreeting(TlsEngine engine) throws Exception {
    try (var rig = new Rig(engine);
        var client = rig.client()) {
      client.greeted().stls().send("NOOP\r\n").expect("+OK NOOP\r\n");
      client.send("QUIT\r\n").expect("+OK QUIT\r\n").eof();
      assertEquals("NOOP\r\nQUIT\r\n", rig.backend.connection().transcript());
      String line = rig.logged();
      assertTrue(line.contains("tls=\"TLSv1.3 TLS_AES_"), line);
      assertTrue(line.contains(engine.resolved().label() + "\" in=18 out="), line);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"stls\r\n", "StLs\r\n", "STLS \r\n", "STLS\t \r\n", "STLS\n"})
  void anyCaseAndTrailingBlanksAreStls(String command) throws Exception {
    try (var rig = new Rig();
        var client = rig.client()) {
      client.greeted().send(command).expect("+OK begin TLS\r\n").tls();
      client.send("QUIT\r\n").expect("+OK QUIT\r\n").eof();
      assertEquals("QUIT\r\n", rig.backend.connection().transcript());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"STLS now\r\n", "STLS\tnow\r\n", " STLS x\r\n", "stls  -\r\n"})
  void anArgumentIsRefusedAndNeverReachesTheBackend(String command) throws Exception {
    try (var rig = new Rig();
        var client = rig.client()) {
      client.greeted().send(command).refused();
      client.send("QUIT\r\n").expect("+OK QUIT\r\n").eof();
      assertEquals("QUIT\r\n", rig.backend.connection().transcript());
    }
  }

  @Test
  void aLongerKeywordIsAnotherCommand() throws Exception {
    try (var rig = new Rig();
        var client = rig.client()) {
      client.greeted().send("STLSX\r\n").expect("+OK STLSX\r\n");
      client.send("QUIT\r\n").expect("+OK QUIT\r\n").eof();
      assertEquals("STLSX\r\nQUIT\r\n", rig.backend.connection().transcript());
    }
  }

  @ParameterizedTest
  @EnumSource
  void insideTlsItIsRefusedAndTheSessionGoesOn(TlsEngine engine) throws Exception {
    try (var rig = new Rig(engine);
        var client = rig.client()) {
      client.greeted().stls().send("STLS\r\n").refused();
      client.send("QUIT\r\n").expect("+OK QUIT\r\n").eof();
      assertEquals("QUIT\r\n", rig.backend.connection().transcript());
    }
  }

  @ParameterizedTest
  @EnumSource
  void commandsInTheSegmentOfStlsAreNeverRun(TlsEngine engine) throws Exception {
    try (var rig = new Rig(engine);
        var client = rig.client()) {
      client.greeted().send("STLS\r\nUSER mallory\r\nDELE 1\r\n").expect("+OK begin TLS\r\n");
      assertThrows(IOException.class, client::tls);
      assertEquals("", rig.backend.connection().transcript());
      String line = rig.logged();
      assertTrue(line.contains("something else than TLS"), line);
    }
  }

  @ParameterizedTest
  @EnumSource
  void commandsBetweenOkAndClientHelloAreNeverRun(TlsEngine engine) throws Exception {
    try (var rig = new Rig(engine);
        var client = rig.client()) {
      client.greeted().send("STLS\r\n").expect("+OK begin TLS\r\n").send("CAPA\r\nQUIT\r\n");
      assertNoPop3(client);
      assertEquals("", rig.backend.connection().transcript());
    }
  }

  /** At most an alert, then the end. */
  static void assertNoPop3(Client client) throws IOException {
    byte[] rest = client.raw().getInputStream().readAllBytes();
    assertTrue(rest.length == 0 || rest[0] == 21, () -> Wire.text(rest));
  }

  @ParameterizedTest
  @EnumSource
  void aClientHelloInTheSegmentOfStlsCompletesTheHandshake(TlsEngine engine) throws Exception {
    try (var rig = new Rig(engine);
        var client = rig.client();
        var tls = new EngineClient(client.raw())) {
      client.greeted();
      byte[] hello = tls.hello();
      client.send(Wire.join("STLS\r\n", hello)).expect("+OK begin TLS\r\n");
      tls.handshake();
      tls.send("QUIT\r\n");
      assertEquals("+OK QUIT\r\n", tls.line());
    }
  }

  @ParameterizedTest
  @EnumSource
  void everySegmentationOfStlsAndClientHelloWorks(TlsEngine engine) throws Exception {
    try (var rig = new Rig(engine);
        var client = rig.client();
        var tls = new EngineClient(client.raw())) {
      client.greeted();
      for (byte octet : Wire.octets("STLS\r\n")) client.send(new byte[] {octet});
      client.expect("+OK begin TLS\r\n");
      for (byte octet : tls.hello()) client.send(new byte[] {octet});
      tls.handshake();
      tls.send("QUIT\r\n");
      assertEquals("+OK QUIT\r\n", tls.line());
    }
  }

  @Test
  void repliesToPipelinedCommandsComeInClearAndInOrderBeforeOk() throws Exception {
    try (var rig = new Rig();
        var client = rig.client()) {
      client.greeted().send("NOOP\r\nBAD\r\nNOOP\r\nSTLS\r\n");
      client.expect("+OK NOOP\r\n-ERR no BAD\r\n+OK NOOP\r\n+OK begin TLS\r\n").tls();
      client.send("QUIT\r\n").expect("+OK QUIT\r\n").eof();
    }
  }

  @Test
  void stlsBeforeTheGreetingWaitsForIt() throws Exception {
    var greet = new java.util.concurrent.CountDownLatch(1);
    try (var rig =
            new Rig(
                c -> {
                  greet.await();
                  FakeBackend.pop3(c);
                });
        var client = rig.client()) {
      client.send("STLS\r\n");
      rig.backend.connection();
      greet.countDown();
      client.greeted().expect("+OK begin TLS\r\n").tls();
      client.send("QUIT\r\n").expect("+OK QUIT\r\n").eof();
    }
  }

  @Test
  void afterLoginTheBackendRefusesIt() throws Exception {
    try (var rig =
            new Rig(
                c -> {
                  c.send(FakeBackend.GREETING);
                  c.line();
                  c.send("+OK\r\n");
                  c.line();
                  c.send("-ERR unimplemented\r\n");
                  c.line();
                  c.send("+OK bye\r\n");
                });
        var client = rig.client()) {
      client.greeted().send("PASS x\r\n").expect("+OK\r\n");
      client.send("STLS\r\n").expect("-ERR unimplemented\r\n");
      client.send("QUIT\r\n").expect("+OK bye\r\n").eof();
    }
  }

  @ParameterizedTest
  @EnumSource
  void implicitTlsGreetsInsideAndRefusesStls(TlsEngine engine) throws Exception {
    var any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (var rig = new Rig(FakeBackend::pop3, s -> s.engine(engine).listenTls(any));
        var client = new Client(rig.proxy.tlsAddress().orElseThrow())) {
      assertTrue(rig.proxy.stlsAddress().isEmpty());
      client.tls().greeted().send("STLS\r\n").refused();
      client.send("CAPA\r\n").expect(FakeBackend.LIST_INSIDE_TLS);
      client.send("QUIT\r\n").expect("+OK QUIT\r\n").eof();
    }
  }
}
