package org.stlspec.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stlspec.proxy.tls.TlsEngine;

/** How a session ends, what still arrives then, and whose end the log says it was. */
class SessionEndTest {
  @Test
  void halfCloseInClearStillGetsTheReplies() throws Exception {
    try (var rig =
            Rig.afterLogin(
                c -> {
                  c.drain();
                  c.send("+OK after the end\r\n");
                });
        var client = rig.client()) {
      client.greeted().login().send("QUIT\r\n");
      client.raw().shutdownOutput();
      client.expect("+OK after the end\r\n").eof();
      assertEquals("APOP a b\r\nQUIT\r\n", rig.backend.connection().transcript());
      String line = rig.logged();
      assertTrue(line.contains("end=\"client closed the connection\""), line);
      assertTrue(line.contains(" in=16 out=43 "), line);
    }
  }

  @Test
  void halfCloseBeforeLoginStillGetsTheReplies() throws Exception {
    try (var rig = new Rig();
        var client = rig.client()) {
      client.send("CAPA\r\nNOOP\r\nQUIT\r\nUNFINI");
      client.raw().shutdownOutput();
      client.greeted().expect(FakeBackend.LIST_IN_CLEAR);
      client.expect("+OK NOOP\r\n+OK QUIT\r\n").eof();
      assertEquals("CAPA\r\nNOOP\r\nQUIT\r\n", rig.backend.connection().transcript());
    }
  }

  @Test
  void anUnfinishedLastLineBeforeLoginIsDropped() throws Exception {
    try (var rig = new Rig();
        var client = rig.client()) {
      client.greeted().send("NOOP\r\nQUI").expect("+OK NOOP\r\n");
      client.raw().shutdownOutput();
      client.eof();
      assertEquals("NOOP\r\n", rig.backend.connection().transcript());
    }
  }

  @ParameterizedTest
  @EnumSource
  void closeNotifyEndsTheInputAndAddsNothing(TlsEngine engine) throws Exception {
    try (var rig = Rig.afterLogin(engine, FakeBackend.Connection::drain);
        var client = rig.client();
        var tls = EngineClient.loggedIn(client)) {
      tls.send("DELE 1\r\n");
      tls.engine.closeOutbound();
      tls.write(tls.wrap(new byte[0]));
      while (tls.unwrap()) {}
      assertEquals("APOP a b\r\nDELE 1\r\n", rig.backend.connection().transcript());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aForgedRecordEndsTheSessionWithAnAlert(TlsEngine engine) throws Exception {
    try (var rig = Rig.afterLogin(engine, FakeBackend.Connection::drain);
        var client = rig.client();
        var tls = EngineClient.loggedIn(client)) {
      byte[] forged = tls.wrap("DELE 1\r\n");
      forged[forged.length - 1] ^= 1;
      tls.write(forged);
      var refused = assertThrows(SSLException.class, tls::unwrap);
      assertTrue(refused.getMessage().contains("bad_record_mac"), refused.getMessage());
      assertEquals("APOP a b\r\n", rig.backend.connection().transcript());
      String line = rig.logged();
      assertTrue(line.contains("end=\"client broke TLS: "), line);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"JSSE"})
  void repliesStillArriveAfterCloseNotifyInTls13(TlsEngine engine) throws Exception {
    try (var rig =
            Rig.afterLogin(
                engine,
                c -> {
                  c.drain();
                  c.send("+OK after the end\r\n");
                });
        var client = rig.client()) {
      client.greeted().stls().login().send("QUIT\r\n");
      client.tlsSocket().shutdownOutput();
      client.expect("+OK after the end\r\n").eof();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aCutWithoutCloseNotifyEndsTheBackendWithoutAQuit(TlsEngine engine) throws Exception {
    try (var rig = Rig.afterLogin(engine, FakeBackend.Connection::drain);
        var client = rig.client()) {
      client.greeted().stls().login().send("DELE 1\r\nQUI");
      client.raw().shutdownOutput();
      assertEquals("APOP a b\r\nDELE 1\r\nQUI", rig.backend.connection().transcript());
      assertTrue(rig.logged().contains("without close_notify"));
    }
  }

  @Test
  void aClientThatStaysWhenTheBackendHasGoneIsLetGo() throws Exception {
    Limits limits = Limits.defaults().linger(Duration.ofMillis(100));
    try (var rig = Rig.afterLogin(c -> c.send("+OK bye\r\n"), s -> s.limits(limits));
        var client = rig.client()) {
      client.greeted().login().expect("+OK bye\r\n").eof();
      String line = rig.logged();
      assertTrue(line.contains("end=\"backend closed the connection\""), line);
    }
  }

  @Test
  void aResetIsToldFromAnEnd() throws Exception {
    try (var rig = Rig.afterLogin(FakeBackend.Connection::drain);
        var client = rig.client()) {
      client.greeted().login().raw().setSoLinger(true, 0);
      client.raw().close();
      String line = rig.logged();
      assertTrue(line.contains("end=\"client failed: "), line);
    }
  }

  @Test
  void aBackendThatIsResetIsToldFromOneThatEnds() throws Exception {
    try (var rig =
            Rig.afterLogin(
                c -> {
                  c.line();
                  c.socket().setSoLinger(true, 0);
                });
        var client = rig.client()) {
      client.greeted().login().send("STAT\r\n").eof();
      String line = rig.logged();
      assertTrue(line.contains("end=\"backend failed: "), line);
    }
  }

  @Test
  @Timeout(60)
  void aWriteThatStallsEndsTheSession() throws Exception {
    Limits limits =
        Limits.defaults().writeStall(Duration.ofMillis(300)).linger(Duration.ofMillis(100));
    try (var rig =
            Rig.afterLogin(
                c -> {
                  while (true) c.socket().getOutputStream().write(new byte[65_536]);
                },
                s -> s.limits(limits));
        var client = rig.client()) {
      client.greeted().login();
      String line = rig.logged();
      assertTrue(line.contains("a write stalled"), line);
      rig.backend.connection().transcript();
    }
  }

  /** What waits to leave waits for less than the limit, however often somebody looks at it. */
  @Test
  @Timeout(60)
  void aClientThatReadsSlowlyIsNotCut() throws Exception {
    int portion = 640 << 10;
    int octets = 32 * portion;
    try (var rig =
            Rig.afterLogin(
                c -> c.socket().getOutputStream().write(new byte[octets]),
                s -> s.limits(Limits.defaults().writeStall(Duration.ofMillis(1500))));
        var client = rig.client()) {
      client.raw().setReceiveBufferSize(64 << 10); // so that all the time something waits
      client.greeted().login();
      InputStream in = client.socket().getInputStream();
      for (int left = octets; left > 0; left -= portion) {
        Thread.sleep(80);
        assertEquals(portion, in.readNBytes(portion).length);
      }
      client.eof();
    }
  }

  @Test
  @Timeout(60)
  void activityInEitherDirectionRestartsTheIdleTime() throws Exception {
    // The other limits are over meanwhile, which is no matter for a session that stands still.
    Limits limits =
        Limits.defaults()
            .idle(Duration.ofSeconds(2))
            .greeting(Duration.ofSeconds(2))
            .writeStall(Duration.ofMillis(300));
    try (var rig =
            Rig.afterLogin(
                c -> {
                  for (int i = 0; i < 8; i++) {
                    c.send("x");
                    Thread.sleep(300);
                  }
                  c.drain();
                },
                s -> s.limits(limits));
        var client = rig.client()) {
      client.greeted().login().expect("xxxxxxxx").eof();
      String line = rig.logged();
      assertTrue(line.contains("idle for too long"), line);
      assertFalse(line.contains("-ERR"));
    }
  }
}
