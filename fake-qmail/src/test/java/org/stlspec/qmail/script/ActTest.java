package org.stlspec.qmail.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.stlspec.qmail.Client;

/** Every act, seen from both ends. */
class ActTest extends BackendTest {

  private static final Script SILENT = Script.modern().greeting(Act.send("+OK\r\n"));

  @Test
  void sendIsOneWrite() throws IOException {
    try (Client client = play(SILENT.on("X", Act.send("one\r\ntwo\r\n")))) {
      client.ask("x\r\n", "one\r\ntwo\r\n");
      assertEquals(List.of("+OK\r\n", "one\r\ntwo\r\n"), sent());
    }
  }

  @Test
  void splitCutsAtTheOffsets() throws IOException {
    try (Client client = play(SILENT.on("X", Act.split("+OK done\r\n", 1, 4)))) {
      client.ask("X\r\n", "+OK done\r\n");
      assertEquals(List.of("+OK\r\n", "+", "OK ", "done\r\n"), sent());
    }
  }

  @Test
  void splitRefusesOffsetsOutOfOrder() {
    assertThrows(RuntimeException.class, () -> Act.split("+OK\r\n", 3, 2));
    assertThrows(RuntimeException.class, () -> Act.split("+OK\r\n", 6));
  }

  @Test
  void octetwiseIsOneWriteForEachOctet() throws IOException {
    try (Client client = play(SILENT.on("X", Act.octetwise("+OK\r\n")))) {
      client.ask("X\r\n", "+OK\r\n");
      assertEquals(List.of("+OK\r\n", "+", "O", "K", "\r", "\n"), sent());
    }
  }

  @Test
  void coalesceGoesOutWithTheNextReply() throws IOException {
    try (Client client = play(SILENT.on("X", Act.coalesce("+OK early\r\n")))) {
      client.send("X\r\nNOOP\r\n");
      client.expect("+OK early\r\n-ERR log in first\r\n");
      assertEquals(List.of("+OK\r\n", "+OK early\r\n-ERR log in first\r\n"), sent());
    }
  }

  @Test
  void coalesceGoesOutBeforeTheEnd() throws IOException {
    try (Client client = play(SILENT.on("X", Act.coalesce("bye\r\n"), Act.close()))) {
      client.ask("X\r\n", "bye\r\n");
      client.expectEnd();
    }
    try (Client client = play(SILENT.on("X", Act.coalesce("bye\r\n"), Act.finish()))) {
      client.ask("X\r\n", "bye\r\n");
      client.expectEnd();
    }
  }

  @Test
  void streamArrivesWholeAndIsLoggedByItsFirstWriteOnly() throws IOException {
    byte[] octets = new byte[200_000];
    new Random(1).nextBytes(octets);
    Act stream = Act.stream(() -> new ByteArrayInputStream(octets));
    try (Client client = play(SILENT.on("X", stream, Act.send("end")))) {
      client.ask("X\r\n", text(octets) + "end");
      client.ask("X\r\n", text(octets) + "end");
      List<String> sent = sent();
      assertEquals(5, sent.size());
      assertEquals(text(octets).substring(0, 1 << 16), sent.get(1));
      assertEquals("end", sent.get(2));
    }
  }

  @Test
  void pauseDelaysWhatFollows() throws IOException {
    var pause = Duration.ofMillis(80);
    try (Client client = play(SILENT.on("X", Act.send("a"), Act.pause(pause), Act.send("b")))) {
      client.ask("X\r\n", "ab");
      List<Event> sent =
          backend.events().stream().filter(e -> e.kind() == Event.Kind.SENT).toList();
      long between = sent.get(2).nanos() - sent.get(1).nanos();
      assertTrue(between >= pause.toNanos(), () -> "paused for " + between + " ns");
    }
  }

  @Test
  void holdWaitsForReleaseWhileReadingGoesOn() throws IOException {
    try (Client client = play(SILENT.on("X", Act.hold(), Act.send("+OK released\r\n")))) {
      client.send("X\r\n");
      client.send("NOOP\r\n");
      Session session = session(1);
      assertTrue(session.awaitReceived(octets("X\r\nNOOP\r\n"), LIMIT));
      assertEquals(List.of("+OK\r\n"), sent());
      session.send(octets("still here\r\n"));
      session.release();
      client.expect("still here\r\n+OK released\r\n-ERR log in first\r\n");
    }
  }

  @Test
  void releaseBeforeHoldCounts() throws IOException {
    try (Client client = play(SILENT.on("X", Act.hold(), Act.send("a"), Act.hold()))) {
      session(1).release();
      client.ask("X\r\n", "a");
      // The second hold is still held: the sentinel is the next thing to come.
      session(1).send(octets("sentinel"));
      client.expect("sentinel");
    }
  }

  @Test
  void endOfThePeerIsNoticedWhileHeld() throws IOException {
    try (Client client = play(SILENT.on("X", Act.hold()))) {
      client.send("X\r\n");
      client.finish();
      assertEquals(Optional.of(Event.Kind.PEER_FINISHED), session(1).awaitEnd(LIMIT));
    }
    Client client = play(SILENT.on("X", Act.hold()));
    client.send("X\r\n");
    assertTrue(session(1).awaitReceived(3, LIMIT));
    client.reset();
    assertEquals(Optional.of(Event.Kind.PEER_RESET), session(1).awaitEnd(LIMIT));
  }

  @Test
  void stallSendsNothingMoreAndStillListens() throws IOException {
    try (Client client = play(SILENT.on("X", Act.send("a"), Act.stall(), Act.send("b")))) {
      client.ask("X\r\n", "a");
      client.send("NOOP\r\nQUIT\r\n");
      Session session = session(1);
      assertTrue(session.awaitReceived(octets("QUIT\r\n"), LIMIT));
      session.send(octets("sentinel"));
      client.expect("sentinel");
      client.finish();
      assertEquals(Optional.of(Event.Kind.PEER_FINISHED), session.awaitEnd(LIMIT));
    }
  }

  @Test
  void lineIsDataForWhichNoRuleHolds() throws IOException {
    Script script =
        SILENT
            .on("AUTH", Act.send("+ \r\n"), Act.line(line -> List.of(Act.send("<" + line + ">"))))
            .on("STLS", Act.close());
    try (Client client = play(script)) {
      client.ask("AUTH X\r\n", "+ \r\n");
      client.ask("STLS\r\n", "<STLS>");
      client.ask("NOOP\r\n", "-ERR log in first\r\n");
    }
  }

  @Test
  void linesOfDataMayFollowOneAnother() throws IOException {
    Act second = Act.line(line -> List.of(Act.send("second " + line + "\r\n")));
    Script script = SILENT.on("X", Act.line(line -> List.of(Act.send("+ \r\n"), second)));
    try (Client client = play(script)) {
      client.send("X\r\na\r\nb\r\nNOOP\r\n");
      client.expect("+ \r\nsecond b\r\n-ERR log in first\r\n");
    }
  }

  @Test
  void usualIsWhatThePersonaSays() throws IOException {
    backend.play(Script.modern().greeting(Act.send("* "), Act.usual()).on("NOOP", Act.usual()));
    try (var client = new Client(backend.address())) {
      client.expect("* +OK stlspec-backend ready <");
      client.readLine();
      client.ask("NOOP\r\n", "-ERR log in first\r\n");
    }
  }

  @Test
  void loginMakesTheSessionLoggedIn() throws IOException {
    try (Client client = play(SILENT.on("X", Act.login(), Act.send("+OK in\r\n")))) {
      client.ask("STAT\r\n", "-ERR log in first\r\n");
      client.ask("X\r\n", "+OK in\r\n");
      client.ask("NOOP\r\n", "+OK nothing done\r\n");
    }
  }

  @Test
  void rawInterpretsNothing() throws IOException {
    try (Client client = play(SILENT.on("X", Act.raw(), Act.send("over to you\r\n")))) {
      client.ask("X\r\nQUIT\r\n", "over to you\r\n");
      client.send("QUIT\r\n\r\n\0\u00ff");
      Session session = session(1);
      assertTrue(session.awaitReceived(octets("\r\n\r\n\0\u00ff"), LIMIT));
      session.send(octets("sentinel"));
      client.expect("sentinel");
      assertEquals(List.of("X", "QUIT", "QUIT", "", "\0\u00ff"), session.lines());
    }
  }

  @Test
  void echoSendsEveryOctetBack() throws IOException {
    try (Client client = play(SILENT.on("X", Act.send("+OK\r\n"), Act.echo()))) {
      client.ask("X\r\nbehind", "+OK\r\nbehind");
      client.ask("QUIT\r\n\0\u00ff", "QUIT\r\n\0\u00ff");
      client.finish();
      assertEquals(Optional.of(Event.Kind.PEER_FINISHED), session(1).awaitEnd(LIMIT));
      session(1).finish();
      client.expectEnd();
    }
  }

  @Test
  void finishIsHalfAClose() throws IOException {
    try (Client client = play(SILENT.on("X", Act.finish()))) {
      client.send("X\r\n");
      client.expectEnd();
      client.send("after\r\n");
      assertTrue(session(1).awaitReceived(octets("after\r\n"), LIMIT));
      assertFalse(kinds().contains(Event.Kind.CLOSED));
    }
  }

  @Test
  void closeEndsWithFinAndPlaysNothingMore() throws IOException {
    try (Client client = play(SILENT.on("X", Act.close(), Act.send("never")))) {
      client.send("X\r\n");
      client.expectEnd();
      assertEquals(Optional.of(Event.Kind.CLOSED), session(1).awaitEnd(LIMIT));
      assertEquals(List.of("+OK\r\n"), sent());
    }
  }

  @Test
  void resetEndsWithRst() throws IOException {
    try (Client client = play(SILENT.on("X", Act.reset()))) {
      client.send("X\r\n");
      assertThrows(SocketException.class, client::expectEnd);
      assertEquals(Optional.of(Event.Kind.CLOSED), session(1).awaitEnd(LIMIT));
    }
  }
}
