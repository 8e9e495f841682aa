package org.stlspec.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stlspec.standin.StandIn;
import org.stlspec.standin.Talk;
import org.stlspec.standin.TlsServer;

class DialogueTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static Optional<String> play(StandIn.Manners manners, String... lines) {
    Dialogue dialogue = Dialogue.parse(List.of(lines));
    try (StandIn server = StandIn.with(manners);
        Client client = new Client(server.address(), PATIENCE, new Transcript())) {
      return dialogue.play(client);
    }
  }

  private static void greetAndAnswer(Socket socket) throws IOException {
    Talk.say(socket, "+OK hello\r\n");
    Talk.line(socket);
    Talk.say(socket, "+OK\r\nUSER\r\n.\r\n");
    Talk.awaitEnd(socket);
  }

  @ParameterizedTest
  @ValueSource(strings = {"X: what", "S *:", "tls", "c: STLS", "FIN now", "C: \\q", "S: \\x4"})
  void aLineThatIsNoStepIsNamedByItsNumber(String line) {
    List<String> lines = List.of("# first", "", line);
    var refused = assertThrows(IllegalArgumentException.class, () -> Dialogue.parse(lines));
    assertTrue(refused.getMessage().startsWith("line 3: "), refused.getMessage());
    assertEquals(1, refused.getMessage().lines().count());
  }

  @Test
  void aDialogueThatGoesAsWrittenHasNoDifference() {
    assertEquals(
        Optional.empty(),
        play(
            DialogueTest::greetAndAnswer,
            "# a comment, an empty line",
            "",
            "S: +OK hello\\r\\n",
            "C: CAPA\\r\\n",
            "S*:",
            "FIN"));
  }

  @Test
  void anyLineWillDoWhereNoneIsWritten() {
    assertEquals(Optional.empty(), play(DialogueTest::greetAndAnswer, "S:"));
  }

  @Test
  void theFirstDifferenceTellsBothSidesAndEndsThePlay() {
    var difference = play(DialogueTest::greetAndAnswer, "S: +OK goodbye\\r\\n", "C: CAPA\\r\\n");
    assertEquals("expected +OK goodbye\\r\\n, got '+OK hello\\r\\n'", difference.orElseThrow());
  }

  @Test
  void anEndWhereALineWasDueIsADifference() {
    var difference = play(socket -> Talk.say(socket, "+OK hel"), "S:");
    assertEquals(
        "expected a line, got '+OK hel' and then connection closed", difference.orElseThrow());
  }

  @Test
  void aNegativeAnswerIsNoMultiLineResponse() {
    var difference = play(socket -> Talk.say(socket, "-ERR no\r\n"), "S*:");
    assertEquals("expected a multi-line response, got '-ERR no\\r\\n'", difference.orElseThrow());
  }

  @Test
  void stepsBehindTheHandshakeGoThroughTls() {
    StandIn.Manners manners =
        socket -> {
          Talk.say(socket, "+OK\r\n");
          Talk.line(socket);
          Talk.say(socket, "+OK begin\r\n");
          var tls = new TlsServer("TLSv1.3");
          tls.handshake(socket);
          while (tls.received().length < 6) {
            tls.step(socket);
          }
          socket.getOutputStream().write(tls.seal(tls.received()));
          Talk.awaitEnd(socket);
        };
    var difference =
        play(manners, "S:", "C: STLS\\r\\n", "S:", "TLS", "C: NOOP\\r\\n", "S: NOOP\\r\\n");
    assertEquals(Optional.empty(), difference);
  }

  @Test
  void aFailedHandshakeIsADifference() {
    var difference = play(socket -> Talk.line(socket), "TLS");
    assertTrue(difference.orElseThrow().startsWith("expected a TLS handshake, got "));
  }

  /** What the server says it heard, once the dialogue has been played. */
  private static String heard(Hearing hearing, String... lines) throws InterruptedException {
    var heard = new LinkedBlockingQueue<String>();
    Dialogue dialogue = Dialogue.parse(List.of(lines));
    try (StandIn server = StandIn.with(socket -> heard.add(hearing.of(socket)));
        Client client = new Client(server.address(), PATIENCE, new Transcript())) {
      dialogue.play(client);
      return heard.poll(10, TimeUnit.SECONDS);
    }
  }

  private interface Hearing {
    String of(Socket socket) throws IOException;
  }

  private static String all(Socket socket) throws IOException {
    return Octets.of(socket.getInputStream().readAllBytes()).toString();
  }

  private static String end(Socket socket) {
    try {
      all(socket);
      return "FIN";
    } catch (IOException reset) {
      return "RST";
    }
  }

  @Test
  void octetsReachTheServerAsWritten() throws InterruptedException {
    assertEquals("a\\x00\\xffb\\r", heard(DialogueTest::all, "C: a\\0\\xff", "C:b\\r", "FIN"));
  }

  @Test
  void endsReachTheServerAsWritten() throws InterruptedException {
    assertEquals("FIN", heard(DialogueTest::end, "C: a", "FIN"));
    assertEquals("RST", heard(DialogueTest::end, "C: a", "RST"));
  }
}
