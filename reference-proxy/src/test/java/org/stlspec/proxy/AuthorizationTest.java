package org.stlspec.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The time before login, end to end. */
@ExtendWith(NoLeaks.class)
class AuthorizationTest {
  @Test
  void theGreetingPassesOctetForOctetHoweverItIsSplit() throws Exception {
    String greeting = "+OK [X/Y] caf\u00e9 \0\r  <1896.6@dbc.example>  \r\n";
    try (var rig =
            new Rig(
                c -> {
                  for (char octet : greeting.toCharArray()) c.send(String.valueOf(octet));
                  c.drain();
                });
        var client = rig.client()) {
      client.expect(greeting).stls();
    }
  }

  @Test
  void aClientThatTakesItsRepliesLateGetsThemAll() throws Exception {
    String reply = "+OK " + "x".repeat(4000) + "\r\n";
    int commands = 2500;
    var answered = new AtomicInteger();
    try (var rig =
            new Rig(
                c -> {
                  c.send(FakeBackend.GREETING);
                  for (; !c.line().isEmpty(); answered.incrementAndGet()) c.send(reply);
                });
        var client = rig.client()) {
      client.greeted().send("NOOP\r\n".repeat(commands));
      int before;
      do {
        before = answered.get();
        Thread.sleep(100);
      } while (answered.get() > before);
      client.expect(reply.repeat(commands));
    }
  }

  @Test
  void aRefusingGreetingIsPassedOnAndEndsTheSession() throws Exception {
    try (var rig =
            new Rig(
                c -> {
                  c.send("-ERR [IN-USE] busy\r\n");
                  c.drain();
                });
        var client = rig.client()) {
      client.expect("-ERR [IN-USE] busy\r\n").eof();
      assertEquals("", rig.backend.connection().transcript());
    }
  }

  @Test
  void capabilitiesAreEditedBeforeTlsAndInsideAndAreAskedAnew() throws Exception {
    try (var rig = new Rig();
        var client = rig.client()) {
      client
          .greeted()
          .send("CAPA\r\n")
          .expect(FakeBackend.LIST_IN_CLEAR)
          .send("capa \n")
          .expect(FakeBackend.LIST_IN_CLEAR);
      client
          .stls()
          .send("CAPA\r\n")
          .expect(FakeBackend.LIST_INSIDE_TLS)
          .send("CAPA x\r\n")
          .expect(FakeBackend.LIST_INSIDE_TLS);
      client.send("QUIT\r\n").expect("+OK QUIT\r\n").eof();
      assertEquals(
          "CAPA\r\ncapa \nCAPA\r\nCAPA x\r\nQUIT\r\n", rig.backend.connection().transcript());
    }
  }

  @Test
  void aBackendWithoutCapaIsGivenOne() throws Exception {
    try (var rig =
            new Rig(
                c -> {
                  c.send(FakeBackend.GREETING);
                  for (String l = c.line(); !l.isEmpty(); l = c.line()) c.send("-ERR no\r\n");
                });
        var client = rig.client()) {
      String own = "+OK capabilities\r\nUSER\r\nTOP\r\nUIDL\r\n";
      client.greeted().send("CAPA\r\n").expect(own + "STLS\r\n.\r\n");
      client.stls().send("CAPA\r\n").expect(own + ".\r\n");
      client.send("CAPA x\r\n").expect("-ERR no\r\n");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "XCLIENT ADDR=1.2.3.4\r\n",
        "xoip 1.2.3.4\r\n",
        "PROXY TCP4 1 2 3 4\r\n",
        "PROXY\n",
        "AUTH EXTERNAL dmljdGlt\r\n"
      })
  void whatClaimsToBeAnotherIsRefusedInClearAndInsideTls(String command) throws Exception {
    try (var rig = new Rig();
        var client = rig.client()) {
      client.greeted().send(command).refused().stls().send(command).refused();
      client.send("QUIT\r\n").expect("+OK QUIT\r\n").eof();
      assertEquals("QUIT\r\n", rig.backend.connection().transcript());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET / HTTP/1.1\r\n", "post / HTTP/1.1\r\n", "OPTIONS *\r\n"})
  void anHttpRequestEndsTheSession(String request) throws Exception {
    try (var rig = new Rig();
        var client = rig.client()) {
      client.greeted().send(request + "USER a\r\n").refused().eof();
      assertEquals("", rig.backend.connection().transcript());
      assertTrue(rig.logged().contains("HTTP request"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"NOOP\0\r\n", "USER a\rSTLS\r\n", "NOOP\r\r\n", "\0\r\nQUIT\n"})
  void ambiguousLinesEndTheSessionUnseenByTheBackend(String octets) throws Exception {
    try (var rig = new Rig();
        var client = rig.client()) {
      client.greeted().send("NOOP\n" + octets + "NOOP\r\n").expect("+OK NOOP\r\n").refused().eof();
      assertEquals("NOOP\n", rig.backend.connection().transcript());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"STLS", "stls", "QUIT", "*", "CAPA", "XCLIENT", "VXNlcg=="})
  void insideASaslExchangeEveryLineIsData(String data) throws Exception {
    try (var rig =
            new Rig(
                c -> {
                  c.send(FakeBackend.GREETING);
                  c.line();
                  c.send("+\r\n");
                  c.line();
                  c.send("+ QUJD\r\n");
                  c.line();
                  c.send("-ERR no\r\n");
                  FakeBackend.pop3(c);
                });
        var client = rig.client()) {
      client.greeted().send("AUTH PLAIN\r\n").expect("+\r\n").send(data + "\r\n");
      client.expect("+ QUJD\r\n").send(data + "\r\n").expect("-ERR no\r\n").greeted();
      assertEquals(0, rig.log.size());
      client.stls();
      var first = rig.backend.connection();
      assertEquals("AUTH PLAIN\r\n" + data + "\r\n" + data + "\r\n", first.transcript());
    }
  }

  @Test
  void whatFollowsTheLastResponseIsACommandAgain() throws Exception {
    try (var rig =
            new Rig(
                c -> {
                  c.send(FakeBackend.GREETING);
                  c.line();
                  c.send("+ \r\n");
                  c.line();
                  c.send("-ERR no\r\n");
                  c.drain();
                });
        var client = rig.client()) {
      client.greeted().send("AUTH PLAIN\r\n").expect("+ \r\n").send("eA==\r\nSTLS\r\n");
      client.expect("-ERR no\r\n+OK begin TLS\r\n").tls();
      assertEquals("AUTH PLAIN\r\neA==\r\n", rig.backend.connection().transcript());
    }
  }

  @Test
  void saslDataMayBeLongerThanACommand() throws Exception {
    String data = "QUJD".repeat(3072);
    try (var rig =
            new Rig(
                c -> {
                  c.send(FakeBackend.GREETING);
                  c.line();
                  c.send("+ " + data + "\r\n");
                  c.line();
                  c.send("-ERR no\r\n");
                  FakeBackend.pop3(c);
                });
        var client = rig.client()) {
      client.greeted().send("AUTH X\r\n").expect("+ " + data + "\r\n").send(data + "\r\n");
      client.expect("-ERR no\r\n").greeted().send(data + "\r\n").refused().eof();
      assertEquals("AUTH X\r\n" + data + "\r\n", rig.backend.connection().transcript());
    }
  }

  @Test
  void theVerdictOnAuthIsAwaitedBeforeStlsIsLookedAt() throws Exception {
    try (var rig = new Rig();
        var client = rig.client()) {
      client.greeted().send("BAD FOO\r\nSTLS\r\n").expect("-ERR no BAD\r\n");
      client.expect("+OK begin TLS\r\n").tls().send("QUIT\r\n").expect("+OK QUIT\r\n").eof();
    }
  }

  @Test
  void authWithoutArgumentHasAList() throws Exception {
    try (var rig =
            new Rig(
                c -> {
                  c.send(FakeBackend.GREETING);
                  c.line();
                  c.send("+OK\r\nPLAIN\r\nSTLS\r\n.\r\n");
                  c.drain();
                });
        var client = rig.client()) {
      client.greeted().send("AUTH\r\nSTLS\r\n").expect("+OK\r\nPLAIN\r\nSTLS\r\n.\r\n");
      client.expect("+OK begin TLS\r\n").tls();
    }
  }

  @Test
  void aSlowReplyIsDeliveredInClearBeforeOk() throws Exception {
    var go = new CountDownLatch(1);
    try (var rig =
            new Rig(
                c -> {
                  c.send(FakeBackend.GREETING);
                  c.line();
                  c.send("+OK list\r\nTOP\r\n");
                  go.await();
                  c.send(".\r\n");
                  c.line();
                  c.send("+OK its own\r\n");
                  c.drain();
                });
        var client = rig.client()) {
      client.greeted().send("CAPA\r\n").expect("+OK list\r\nTOP\r\n").send("STLS\r\n");
      go.countDown();
      client.expect("STLS\r\n.\r\n+OK begin TLS\r\n").tls();
      client.send("NOOP\r\n").expect("+OK its own\r\n");
    }
  }

  @Test
  void theLastWordsOfABackendArePassedOnThoughTheyAreNoLine() throws Exception {
    try (var rig =
            new Rig(
                c -> {
                  c.send(FakeBackend.GREETING);
                  c.line();
                  c.send("-ERR out of mem");
                });
        var client = rig.client()) {
      client.greeted().send("NOOP\r\n").expect("-ERR out of mem").eof();
      assertTrue(rig.logged().contains("end=\"backend closed the connection\""));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"USER a\r\n", "pass b\r\n", "APOP a b\r\n", "AUTH PLAIN\r\n", "AUTH\n"})
  void requiredTlsRefusesEveryLoginInClear(String command) throws Exception {
    try (var rig = new Rig(FakeBackend::pop3, s -> s.requireTls(true));
        var client = rig.client()) {
      client.greeted().send(command).refused();
      client.send("CAPA\r\n").expect(FakeBackend.LIST_IN_CLEAR.replace("SASL  PLAIN\r\n", ""));
      client.stls().send("CAPA\r\nUSER a\r\n").expect(FakeBackend.LIST_INSIDE_TLS + "+OK USER\r\n");
      client.send("QUIT\r\n").expect("+OK QUIT\r\n").eof();
      assertEquals("CAPA\r\nCAPA\r\nUSER a\r\nQUIT\r\n", rig.backend.connection().transcript());
    }
  }

  @Test
  void secretsAndClientTextStayOutOfTheLogAndOfReplies() throws Exception {
    try (var rig =
            new Rig(
                c -> {
                  c.send(FakeBackend.GREETING);
                  while (!c.line().isEmpty()) c.send("-ERR no\r\n");
                });
        var client = rig.client()) {
      client.greeted().send("USER marker\r\n").expect("-ERR no\r\n");
      client.send("PASS hush-hush\r\n").expect("-ERR no\r\n");
      client.send("STLS marker\r\n");
      assertFalse(client.line().contains("marker"));
      client.send("STLS\r\nPASS hush-hush\r\n").expect("+OK begin TLS\r\n");
      StlsTest.assertNoPop3(client);
      String line = rig.logged();
      assertFalse(line.contains("marker") || line.contains("hush") || line.contains("68757368"));
      assertTrue(line.matches("connection=1 peer=127\\.0\\.0\\.1:\\d+ tls=\"plain\" .*"), line);
    }
  }
}
