package org.stlspec.qmail.script;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.stlspec.qmail.Client;

class SessionTest extends BackendTest {

  private static final Script RAW = Script.modern().greeting(Act.send("+OK\r\n"), Act.raw());

  @Test
  void receivedIsEveryOctet() throws IOException {
    try (Client client = play(RAW)) {
      client.send("one\r\ntw");
      assertTrue(session(1).awaitReceived(7, LIMIT));
      client.send("o\nthree\r");
      assertTrue(session(1).awaitReceived(15, LIMIT));
      assertEquals("one\r\ntwo\nthree\r", text(session(1).received()));
      assertEquals(List.of("one", "two", "three\r"), session(1).lines());
    }
  }

  @Test
  void anEndOfLineLeavesNoEmptyLineBehind() throws IOException {
    try (Client client = play(RAW)) {
      assertEquals(List.of(), session(1).lines());
      client.send("\r\n\n\r\n");
      assertTrue(session(1).awaitReceived(5, LIMIT));
      assertEquals(List.of("", "", ""), session(1).lines());
    }
  }

  @Test
  void awaitFindsOctetsAcrossSegments() throws IOException {
    try (Client client = play(RAW)) {
      Session session = session(1);
      assertTrue(session.awaitReceived(octets(""), Duration.ZERO));
      client.send("aab");
      assertTrue(session.awaitReceived(octets("aab"), LIMIT));
      assertFalse(session.awaitReceived(octets("aabaac"), Duration.ofMillis(1)));
      client.send("aabaac");
      // Found only if a false start is given up no further than needed.
      assertTrue(session.awaitReceived(octets("aabaac"), LIMIT));
      assertTrue(session.awaitReceived(octets("baabaac"), LIMIT));
      assertFalse(session.awaitReceived(octets("aaa"), Duration.ofMillis(1)));
      assertFalse(session.awaitReceived(10, Duration.ofMillis(1)));
    }
  }

  /** Longer than any limit of a build; the answer comes at once or the test fails. */
  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void awaitGivesUpWhenNothingMoreCanCome() throws IOException {
    var forEver = Duration.ofSeconds(Long.MAX_VALUE);
    try (Client client = play(RAW)) {
      client.send("a");
      client.finish();
      assertFalse(session(1).awaitReceived(octets("b"), forEver));
      assertFalse(session(1).awaitReceived(2, forEver));
      assertEquals(Optional.of(Event.Kind.PEER_FINISHED), session(1).awaitEnd(forEver));
    }
    Client client = play(RAW);
    client.reset();
    assertFalse(session(1).awaitReceived(1, forEver));
  }

  @Test
  void awaitEndWaitsNoLongerThanTold() throws IOException {
    try (Client client = play(RAW)) {
      assertEquals(Optional.empty(), session(1).awaitEnd(Duration.ofMillis(1)));
      client.send("still here");
      assertTrue(session(1).awaitReceived(octets("here"), LIMIT));
    }
  }

  @Test
  void sendIsOneWriteAndLogged() throws IOException {
    try (Client client = play(RAW)) {
      session(1).send(octets("one\r\ntwo\r\n"));
      client.expect("one\r\ntwo\r\n");
      assertEquals(List.of("+OK\r\n", "one\r\ntwo\r\n"), sent());
    }
  }

  @Test
  void finishEndsOurOutputOnly() throws IOException {
    try (Client client = play(RAW)) {
      Session session = session(1);
      session.finish();
      client.expectEnd();
      assertThrows(UncheckedIOException.class, () -> session.send(octets("x")));
      client.send("after");
      assertTrue(session.awaitReceived(octets("after"), LIMIT));
      assertEquals(Optional.empty(), session.awaitEnd(Duration.ofMillis(1)));
      assertEquals(List.of("+OK\r\n"), sent());
    }
  }

  @Test
  void closeAndResetAreSeenByThePeer() throws IOException {
    try (Client client = play(RAW)) {
      session(1).close();
      client.expectEnd();
      assertEquals(Optional.of(Event.Kind.CLOSED), session(1).awaitEnd(LIMIT));
      session(1).close();
      session(1).reset();
      session(1).finish();
    }
    assertEquals(1, kinds().stream().filter(kind -> kind == Event.Kind.CLOSED).count());
    try (Client client = play(RAW)) {
      session(1).reset();
      assertThrows(SocketException.class, client::expectEnd);
    }
  }

  @Test
  void aResetPeerCannotBeSentTo() throws IOException {
    Client client = play(RAW);
    client.reset();
    assertEquals(Optional.of(Event.Kind.PEER_RESET), session(1).awaitEnd(LIMIT));
    assertThrows(UncheckedIOException.class, () -> session(1).send(octets("x")));
    session(1).close();
    assertFalse(kinds().contains(Event.Kind.CLOSED));
  }

  /** 64 MiB in and out again, all in the log, and found at its end without a second look. */
  @Test
  @Timeout(value = 120, unit = TimeUnit.SECONDS)
  void logsLargeStreams() throws Exception {
    byte[] stream = new byte[64 << 20];
    new Random(2595).nextBytes(stream);
    Script echo = Script.modern().greeting(Act.send("+OK\r\n"), Act.echo());
    try (Client client = play(echo)) {
      var sending = new Thread(() -> client.sendAll(stream));
      sending.start();
      byte[] back = client.in().readNBytes(stream.length);
      sending.join();
      assertArrayEquals(stream, back);
      assertTrue(session(1).awaitReceived(stream.length, LIMIT));
      byte[] tail = Arrays.copyOfRange(stream, stream.length - 100, stream.length);
      assertTrue(session(1).awaitReceived(tail, LIMIT));
      assertArrayEquals(stream, session(1).received());
    }
  }
}
