package org.stlspec.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stlspec.load.client.ClientTls.Engine;
import org.stlspec.load.client.Mode;
import org.stlspec.load.figures.ErrorClass;
import org.stlspec.load.figures.ErrorCount;
import org.stlspec.load.figures.Phase;
import org.stlspec.load.maildrop.Maildrop;

/** Every class of errors, provoked by a server that does just that. */
class ErrorClassesTest {
  /** Alert record of two octets: fatal, handshake_failure. */
  private static final String FATAL_HANDSHAKE_FAILURE = "\u0015\u0003\u0003\u0000\u0002\u0002(";

  private static ErrorCount only(Plans plans) throws IOException, InterruptedException {
    Outcome outcome = plans.play();
    assertEquals(0, outcome.figures().sessions());
    assertEquals(1, outcome.figures().errors().size());
    assertEquals(1, outcome.figures().failed());
    return outcome.figures().errors().get(0);
  }

  private static ErrorCount only(StubServer.Act act, Mode mode, Engine engine)
      throws IOException, InterruptedException {
    try (var server = new StubServer(act)) {
      return only(
          Plans.against(server.address())
              .mode(mode)
              .engine(engine)
              .patience(Duration.ofSeconds(5)));
    }
  }

  private static void assertFails(ErrorClass error, Phase phase, StubServer.Act act)
      throws IOException, InterruptedException {
    assertIs(error, phase, only(act, Mode.PLAIN, Engine.JSSE));
  }

  private static void assertIs(ErrorClass error, Phase phase, ErrorCount seen) {
    assertEquals(error, seen.error(), seen.example());
    assertEquals(phase, seen.phase(), seen.example());
  }

  @Test
  void nobodyListens() throws Exception {
    var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    var address = (InetSocketAddress) free.getLocalSocketAddress();
    free.close();
    assertIs(ErrorClass.REFUSED, Phase.CONNECT, only(Plans.against(address)));
  }

  /** Nothing leaves the machine: TCP has no broadcast. */
  @Test
  void noWayThere() throws Exception {
    var nowhere = new InetSocketAddress(InetAddress.getByName("255.255.255.255"), 110);
    assertIs(ErrorClass.SYSTEM, Phase.CONNECT, only(Plans.against(nowhere)));
  }

  @Test
  void reset() throws Exception {
    assertFails(
        ErrorClass.RESET,
        Phase.CAPA,
        client -> {
          StubServer.say(client, "+OK\r\n");
          client.getInputStream().read();
          client.setSoLinger(true, 0);
        });
  }

  @Test
  void closedInsteadOfGreeting() throws Exception {
    assertFails(ErrorClass.CLOSED, Phase.GREETING, client -> {});
  }

  @Test
  void silence() throws Exception {
    try (var server = new StubServer(client -> client.getInputStream().read())) {
      var plans = Plans.against(server.address()).patience(Duration.ofMillis(200));
      assertIs(ErrorClass.TIMEOUT, Phase.GREETING, only(plans));
    }
  }

  /** An octet now and then is not enough: the phase has its time as a whole. */
  @Test
  void anOctetNowAndThen() throws Exception {
    try (var server =
        new StubServer(
            client -> {
              while (true) {
                StubServer.say(client, "+");
                Thread.sleep(20);
              }
            })) {
      var plans = Plans.against(server.address()).patience(Duration.ofMillis(300));
      assertIs(ErrorClass.TIMEOUT, Phase.GREETING, only(plans));
    }
  }

  private static void answerHello(Socket client, String octets) throws IOException {
    client.getInputStream().read();
    StubServer.say(client, octets);
    client.shutdownOutput();
    client.getInputStream().readAllBytes();
  }

  @ParameterizedTest
  @EnumSource(names = {"BORINGSSL", "JSSE"})
  void alert(Engine engine) throws Exception {
    var seen = only(client -> answerHello(client, FATAL_HANDSHAKE_FAILURE), Mode.TLS, engine);
    assertIs(ErrorClass.TLS_ALERT, Phase.HANDSHAKE_FULL, seen);
  }

  @ParameterizedTest
  @EnumSource(names = {"BORINGSSL", "JSSE"})
  void clearTextInTheHandshake(Engine engine) throws Exception {
    var seen = only(client -> answerHello(client, "+OK this is no TLS\r\n"), Mode.TLS, engine);
    assertIs(ErrorClass.TLS, Phase.HANDSHAKE_FULL, seen);
  }

  @ParameterizedTest
  @EnumSource(names = {"BORINGSSL", "JSSE"})
  void theEndInTheHandshake(Engine engine) throws Exception {
    var seen = only(client -> answerHello(client, ""), Mode.TLS, engine);
    assertIs(ErrorClass.CLOSED, Phase.HANDSHAKE_FULL, seen);
  }

  @Test
  void refusedLogin() throws Exception {
    assertFails(
        ErrorClass.ERR,
        Phase.LOGIN,
        client ->
            StubServer.pop3(
                client, line -> line.startsWith("PASS") ? "-ERR no\r\n" : reply(line, "")));
  }

  @Test
  void anotherProtocol() throws Exception {
    assertFails(
        ErrorClass.MALFORMED, Phase.GREETING, client -> StubServer.say(client, "220 ESMTP\r\n"));
  }

  @Test
  void aReplyNobodyAskedFor() throws Exception {
    assertFails(
        ErrorClass.MALFORMED,
        Phase.GREETING,
        client -> {
          StubServer.say(client, "+OK\r\n+OK again\r\n");
          client.getInputStream().read();
        });
  }

  private static String reply(String line, String message) {
    return switch (line.split(" ", 2)[0]) {
      case "STAT" -> "+OK 1 120\r\n";
      case "LIST", "CAPA" -> "+OK\r\n.\r\n";
      case "RETR" -> "+OK\r\n" + message + ".\r\n";
      default -> "+OK\r\n";
    };
  }

  private static ErrorCount wrong(Plans plans) throws IOException, InterruptedException {
    Outcome outcome = plans.play();
    assertEquals(1, outcome.figures().errors().size());
    return outcome.figures().errors().get(0);
  }

  @Test
  void theSameMessageAnotherTime() throws Exception {
    var times = new AtomicInteger();
    try (var server =
        new StubServer(
            client ->
                StubServer.pop3(
                    client,
                    line ->
                        reply(
                            line,
                            line.startsWith("RETR") && times.incrementAndGet() == 3
                                ? "b\r\n"
                                : "a\r\n")))) {
      var plans = Plans.against(server.address()).course(Plans.sessions(1, 4));
      assertIs(ErrorClass.WRONG_CONTENT, Phase.RETR, wrong(plans));
    }
  }

  /** What was served is known, so that even the first message is judged. */
  @Test
  void oneOctetOfWhatWasServed() throws Exception {
    Maildrop maildrop = Maildrop.of(List.of(1000));
    try (var server =
        new StubServer(client -> StubServer.pop3(client, line -> reply(line, "a\r\n")))) {
      var seen = wrong(Plans.against(server.address()).served(maildrop));
      assertIs(ErrorClass.WRONG_CONTENT, Phase.RETR, seen);
      assertTrue(seen.example().contains("message 1"), seen.example());
    }
  }

  @Test
  void aMessageWithoutEnd() throws Exception {
    Maildrop maildrop = Maildrop.of(List.of(1000));
    try (var server =
        new StubServer(
            client ->
                StubServer.pop3(
                    client,
                    line ->
                        line.startsWith("RETR")
                            ? "+OK\r\n" + "x".repeat(3000)
                            : reply(line, "")))) {
      var seen = wrong(Plans.against(server.address()).served(maildrop));
      assertIs(ErrorClass.WRONG_CONTENT, Phase.RETR, seen);
    }
  }
}
