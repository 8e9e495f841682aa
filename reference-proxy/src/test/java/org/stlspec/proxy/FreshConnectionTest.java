package org.stlspec.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Nothing that the backend learnt in clear survives STLS (RFC 2595 section 4): its connection is
 * replaced.
 */
@ExtendWith(NoLeaks.class)
class FreshConnectionTest {
  @ParameterizedTest
  @ValueSource(strings = {"USER mallory\r\n", "BAD\r\n", "XYZZY\r\n", "\r\n"})
  void anyOtherCommandBeforeStlsCostsTheBackendItsConnection(String command) throws Exception {
    try (var rig = new Rig();
        var client = rig.client()) {
      client.greeted().send(command).line();
      client.stls().send("PASS x\r\n").expect("+OK PASS\r\n");
      assertEquals(command, rig.backend.connection().transcript());
      // The end of the old connection, which the proxy hears of now, is not that of the session.
      for (int i = 0; i < 3; i++) client.send("NOOP\r\n").expect("+OK NOOP\r\n");
      client.send("QUIT\r\n").expect("+OK QUIT\r\n").eof();
      assertEquals(
          "PASS x\r\n" + "NOOP\r\n".repeat(3) + "QUIT\r\n", rig.backend.connection().transcript());
    }
  }

  @Test
  void aReplacedConnectionThatEndsLateDoesNotEndTheSession() throws Exception {
    var end = new CountDownLatch(1);
    try (var rig =
            new Rig(
                c -> {
                  FakeBackend.pop3(c);
                  end.await();
                });
        var client = rig.client()) {
      client.greeted().send("USER mallory\r\n").line();
      client.stls().send("PASS x\r\n").expect("+OK PASS\r\n");
      end.countDown();
      rig.backend.connection().transcript();
      for (int i = 0; i < 20; i++) {
        client.send("STAT\r\n").expect("+OK STAT\r\n");
      }
    }
  }

  @Test
  void capaAndNoopBeforeStlsCostItNothing() throws Exception {
    try (var rig = new Rig();
        var client = rig.client()) {
      client.greeted().send("CAPA\r\nNOOP\r\n").expect(FakeBackend.LIST_IN_CLEAR + "+OK NOOP\r\n");
      client.stls().send("QUIT\r\n").expect("+OK QUIT\r\n").eof();
      assertEquals("CAPA\r\nNOOP\r\nQUIT\r\n", rig.backend.connection().transcript());
      assertEquals(0, rig.backend.waiting());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "+OK half"})
  void unaskedLinesBeforeStlsAreDeliveredInClearAndCostTheConnection(String half) throws Exception {
    try (var rig =
            new Rig(
                c -> {
                  c.send(FakeBackend.GREETING + "+OK unasked\r\n" + half);
                  if (c.line().equals("PASS x\r\n")) c.send("+OK in\r\n");
                });
        var client = rig.client()) {
      client.greeted().expect("+OK unasked\r\n").stls();
      // The fresh connection says the same; its unasked line is inside TLS by right.
      client.expect("+OK unasked\r\n").send("PASS x\r\n").expect(half + "+OK in\r\n");
      assertEquals("", rig.backend.connection().transcript());
    }
  }

  @Test
  void aBackendThatSpeaksDuringTheHandshakeIsReplaced() throws Exception {
    var speak = new CountDownLatch(1);
    var first = new AtomicBoolean(true);
    try (var rig =
            new Rig(
                c -> {
                  if (first.getAndSet(false)) {
                    c.send(FakeBackend.GREETING);
                    speak.await();
                    c.send("-ERR idle\r\n");
                  } else {
                    FakeBackend.pop3(c);
                  }
                });
        var client = rig.client()) {
      client.greeted().send("STLS\r\n").expect("+OK begin TLS\r\n");
      speak.countDown();
      // It is over once its side is closed and read, which the proxy does before the handshake.
      rig.backend.connection().transcript();
      client.tls().send("NOOP\r\n").expect("+OK NOOP\r\n");
      client.send("QUIT\r\n").expect("+OK QUIT\r\n").eof();
    }
  }

  @Test
  void withoutAFreshConnectionTheNextCommandIsRefused() throws Exception {
    var first = new AtomicBoolean(true);
    try (var rig =
            new Rig(
                c -> {
                  if (first.getAndSet(false)) {
                    FakeBackend.pop3(c);
                  } else {
                    c.send("-ERR busy\r\n");
                    c.drain();
                  }
                });
        var client = rig.client()) {
      client.greeted().send("USER a\r\n").expect("+OK USER\r\n").stls();
      rig.backend.connection();
      // The proxy ends it, and says nothing before it is asked.
      assertEquals("", rig.backend.connection().transcript());
      assertEquals(0, rig.log.size());
      client.send("PASS b\r\n");
      assertEquals("-ERR [SYS/TEMP] mail server is not available\r\n", client.line());
      client.eof();
    }
  }
}
