package org.stlspec.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.stlspec.standin.Nobody;
import org.stlspec.standin.StandIn;
import org.stlspec.standin.Talk;
import org.stlspec.verdict.Finding;
import org.stlspec.verdict.Inconclusive;
import org.stlspec.wire.Transcript.Entry;

class ClientTest {
  private static final Duration AMPLE = Duration.ofSeconds(10);
  private static final Duration SHORT = Duration.ofMillis(100);
  private static final Duration BOUND = Duration.ofSeconds(20);

  /** What a client does and a test looks at. */
  private interface Play<T> {
    T with(Client client) throws Exception;
  }

  private static <T> T play(Duration patience, StandIn.Manners manners, Play<T> play) {
    try (StandIn server = StandIn.with(manners)) {
      return assertTimeoutPreemptively(
          BOUND,
          () -> {
            try (var client = new Client(server.address(), patience, new Transcript())) {
              return play.with(client);
            }
          });
    }
  }

  private static void assertEnd(End.Kind kind, Reply reply) {
    assertEquals(kind, reply.end().orElseThrow().kind(), reply.seen());
  }

  @Test
  void silenceIsToldWhenPatienceIsOver() {
    Reply greeting = play(SHORT, Talk::awaitEnd, Client::greeting);
    assertEnd(End.Kind.SILENCE, greeting);
    assertEquals("nothing for 100 ms", greeting.seen());
  }

  @Test
  void anAnswerWithinPatienceIsNotSilence() {
    assertEquals(
        "+OK late",
        play(
                AMPLE,
                socket -> {
                  Talk.say(socket, "+OK");
                  Talk.say(socket, " late\r\n");
                  Talk.awaitEnd(socket);
                },
                Client::greeting)
            .text());
  }

  @Test
  void aFinIsToldWithWhatCameBefore() {
    Reply greeting = play(AMPLE, socket -> Talk.say(socket, "+OK hel"), Client::greeting);
    assertEnd(End.Kind.FIN, greeting);
    assertEquals(Octets.of("+OK hel"), greeting.octets());
  }

  @Test
  void aResetIsToldAsSuch() {
    assertEnd(End.Kind.RESET, play(AMPLE, ClientTest::resetBehindALine, c -> c.command("NOOP")));
  }

  /** Not at once: a reset may overtake the end of connect. */
  private static void resetBehindALine(Socket socket) throws IOException {
    Talk.line(socket);
    Talk.reset(socket);
  }

  @Test
  void whatCameBeforeTheEndCanStillBeRead() {
    StandIn.Manners manners = socket -> Talk.say(socket, "+OK one\r\n+OK two\r\n");
    var replies =
        play(AMPLE, manners, client -> List.of(client.reply(), client.reply(), client.reply()));
    assertEquals("+OK one", replies.get(0).text());
    assertEquals("+OK two", replies.get(1).text());
    assertEnd(End.Kind.FIN, replies.get(2));
  }

  @Test
  void aRefusedConnectionIsInconclusive() {
    try (var nobody = new Nobody();
        var client = new Client(nobody.address(), AMPLE, new Transcript())) {
      var thrown = assertThrows(Inconclusive.class, client::greeting);
      assertTrue(thrown.getMessage().contains("a connection to "), thrown.getMessage());
    }
  }

  @Test
  void noMoreIsReadThanAskedFor() {
    StandIn.Manners manners =
        socket -> {
          Talk.say(socket, "+OK\r\nrest");
          Talk.awaitEnd(socket);
        };
    assertEquals(
        List.of("+OK\\r\\n", "re", "st"),
        play(
            AMPLE,
            manners,
            client ->
                List.of(
                    client.reply().octets().toString(),
                    client.read(2).toString(),
                    client.read(2).toString())));
  }

  @Test
  void fewerOctetsThanAskedForComeWhenTheTargetFallsSilent() {
    StandIn.Manners manners =
        socket -> {
          Talk.say(socket, "abc");
          Talk.awaitEnd(socket);
        };
    assertEquals(Octets.of("abc"), play(SHORT, manners, client -> client.read(10)));
  }

  @Test
  void endlessDataDoesNotHangAWaitForALine() {
    Reply reply = play(SHORT, ClientTest::flood, Client::greeting);
    assertTrue(reply.end().isPresent());
    assertFalse(reply.left(), "a flood is not an end of the connection");
  }

  @Test
  void endlessDataDoesNotHangAWaitForTheEnd() {
    assertFalse(play(SHORT, ClientTest::flood, Client::rest).left());
    assertThrows(
        Finding.class, () -> play(SHORT, ClientTest::flood, client -> client.mustEnd("the end")));
  }

  @Test
  void endlessDataDoesNotFillTheMemory() {
    Reply reply = play(Duration.ofSeconds(15), ClientTest::flood, Client::rest);
    assertTrue(reply.octets().length() < 2 * Wire.FLOOD, reply.octets().length() + " octets kept");
    assertEnd(End.Kind.FLOOD, reply);
    assertFalse(reply.left());
  }

  @Test
  void endlessLinesDoNotHangAMultiLineResponse() {
    MultiLine capa =
        play(
            SHORT,
            socket -> {
              Talk.say(socket, "+OK\r\n");
              repeat(socket, "USER\r\n");
            },
            Client::multiLine);
    assertFalse(capa.complete());
  }

  private static void flood(Socket socket) throws IOException {
    repeat(socket, "x");
  }

  private static void repeat(Socket socket, String text) throws IOException {
    byte[] chunk = Octets.of(text.repeat(1 << 14)).bytes();
    while (true) {
      socket.getOutputStream().write(chunk);
    }
  }

  @Test
  void lateOctetsOfADialogueDoNotProlongTheWaitForALine() {
    StandIn.Manners drip =
        socket -> {
          while (true) {
            Talk.say(socket, "x");
            Thread.onSpinWait();
          }
        };
    assertEnd(End.Kind.SILENCE, play(SHORT, drip, Client::greeting));
  }

  @Test
  void aFinishedClientStillReads() {
    StandIn.Manners manners =
        socket -> {
          String all = Octets.of(socket.getInputStream().readAllBytes()).latin1();
          Talk.say(socket, "+OK " + all);
        };
    assertEquals(
        "+OK QUIT",
        play(AMPLE, manners, client -> client.send("QUIT\r\n").finish().reply()).text());
  }

  @Test
  void theEndIsFoundBehindOctetsNobodyLooksAt() {
    End end =
        play(
            AMPLE,
            socket -> Talk.say(socket, "+OK\r\nbye\r\n"),
            client -> client.connect().closed());
    assertEquals(End.Kind.FIN, end.kind());
    assertEquals(End.Kind.SILENCE, play(SHORT, Talk::awaitEnd, c -> c.connect().closed()).kind());
    End reset = play(AMPLE, ClientTest::resetBehindALine, c -> c.send("NOOP\r\n").closed());
    assertEquals(End.Kind.RESET, reset.kind());
  }

  @Test
  void onlyTheEndAloneIsAnEnd() {
    assertThrows(
        Finding.class,
        () -> play(SHORT, Talk::awaitEnd, client -> client.mustEnd("the end")),
        "silence");
    assertThrows(
        Finding.class,
        () -> play(AMPLE, socket -> Talk.say(socket, "x"), client -> client.mustEnd("the end")),
        "octets before it");
    assertTrue(play(AMPLE, socket -> {}, client -> client.mustEnd("the end")).left());
  }

  @Test
  void aReplyNamesTheCommandItAnswers() {
    Reply reply = play(AMPLE, ClientTest::echo, client -> client.command("NOOP"));
    assertEquals("'NOOP\\r\\n'", reply.to());
    Reply octetwise = play(AMPLE, ClientTest::echo, c -> c.sendOctetwise("STLS\r\n").reply());
    assertEquals("'STLS\\r\\n'", octetwise.to());
    assertEquals("STLS", octetwise.text());
  }

  private static void echo(Socket socket) throws IOException {
    Talk.say(socket, Talk.line(socket));
    Talk.awaitEnd(socket);
  }

  @Test
  void loginGoesOnOnlyWhenBothCommandsAreAccepted() {
    StandIn.Manners refuses =
        socket -> {
          Talk.line(socket);
          Talk.say(socket, "+OK\r\n");
          Talk.line(socket);
          Talk.say(socket, "-ERR\r\n");
          Talk.awaitEnd(socket);
        };
    assertThrows(
        Inconclusive.class, () -> play(AMPLE, refuses, client -> client.login(Account.ALICE)));
  }

  @Test
  void aResetIsSentAsAReset() {
    var seen = new LinkedBlockingQueue<String>();
    StandIn.Manners manners =
        socket -> {
          try {
            Talk.awaitEnd(socket);
            seen.add("FIN");
          } catch (IOException reset) {
            seen.add("RST");
          }
        };
    String end =
        play(
            AMPLE,
            manners,
            client -> {
              client.connect().reset();
              return seen.poll(10, TimeUnit.SECONDS);
            });
    assertEquals("RST", end);
  }

  @Test
  void theTranscriptTellsBothDirectionsAndTheEnd() {
    var transcript = new Transcript();
    try (StandIn server = StandIn.with(socket -> Talk.say(socket, "+OK " + Talk.line(socket)));
        var client = new Client(server.address(), AMPLE, transcript)) {
      client.command("NOOP").mustBeOk("+OK");
      client.mustEnd("the end");
    }
    List<Entry> entries = transcript.entries();
    assertTrue(entries.get(0).note().startsWith("connected from port "), entries.toString());
    assertEquals(
        List.of("NOOP\\r\\n", "+OK NOOP\\r\\n"),
        entries.stream()
            .map(Entry::octets)
            .filter(o -> !o.isEmpty())
            .map(Octets::toString)
            .toList());
    assertEquals("connection closed", entries.get(entries.size() - 1).note());
  }
}
