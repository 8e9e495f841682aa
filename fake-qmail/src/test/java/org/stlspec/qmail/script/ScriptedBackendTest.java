package org.stlspec.qmail.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stlspec.qmail.Client;
import org.stlspec.qmail.FakeQmail;
import org.stlspec.qmail.SampleMaildir;

class ScriptedBackendTest extends BackendTest {

  private static final Script SILENT = Script.modern().greeting(Act.send("+OK\r\n"));

  @Test
  void playsTheModernScriptFromTheStart() throws IOException {
    try (Client client = Client.greeted(backend.address())) {
      client.ask("STAT\r\n", "-ERR log in first\r\n");
    }
  }

  @Test
  void logsEverythingInOrder() throws IOException {
    try (Client client = play(SILENT)) {
      client.ask("NOOP\r\n", "-ERR log in first\r\n");
      client.ask("QUIT\r\n", "+OK bye\r\n");
      client.expectEnd();
    }
    assertEquals(
        List.of(
            "session 1 ACCEPTED",
            "session 1 SENT +OK\\r\\n",
            "session 1 RECEIVED NOOP\\r\\n",
            "session 1 SENT -ERR log in first\\r\\n",
            "session 1 RECEIVED QUIT\\r\\n",
            "session 1 SENT +OK bye\\r\\n",
            "session 1 CLOSED"),
        backend.events().stream().map(Event::toString).limit(7).toList());
    List<Long> times = backend.events().stream().map(Event::nanos).toList();
    assertEquals(times.stream().sorted().toList(), times);
  }

  @Test
  void sessionsAreIndependent() throws IOException {
    try (Client one = play(SILENT.on("X", Act.hold(), Act.send("one\r\n")));
        Client two = Client.greeted(backend.address())) {
      one.send("X\r\n");
      two.ask("NOOP\r\n", "-ERR log in first\r\n");
      session(1).release();
      one.expect("one\r\n");
      assertEquals(List.of("NOOP"), session(2).lines());
      assertEquals(List.of(session(1), session(2)), backend.sessions());
      assertEquals(1, session(1).number());
      assertEquals(one.port(), session(1).peer().getPort());
    }
  }

  @Test
  void playResetsAndForgetsTheSessionsBefore() throws IOException {
    try (Client before = play(SILENT.on("X", Act.hold()))) {
      before.send("X\r\n");
      Session old = session(1);
      assertTrue(old.awaitReceived(3, LIMIT));
      try (Client after = play(SILENT)) {
        assertThrows(SocketException.class, before::expectEnd);
        after.ask("NOOP\r\n", "-ERR log in first\r\n");
        assertEquals(List.of(1), backend.sessions().stream().map(Session::number).toList());
        assertEquals(after.port(), session(1).peer().getPort());
        assertEquals(List.of("NOOP"), session(1).lines());
        assertEquals(Optional.of(Event.Kind.CLOSED), old.awaitEnd(LIMIT));
      }
    }
  }

  @Test
  void sessionWaitsForItsConnection() throws Exception {
    backend.play(SILENT);
    assertEquals(Optional.empty(), backend.session(1, Duration.ofMillis(1)));
    var connecting =
        new Thread(
            () -> {
              try (Client client = Client.greeted(backend.address())) {
                client.ask("NOOP\r\n", "-ERR log in first\r\n");
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
    connecting.start();
    assertTrue(session(1).awaitReceived(octets("NOOP\r\n"), LIMIT));
    connecting.join();
  }

  @Test
  void suspendRefusesConnectsAndKeepsSessions() throws IOException {
    try (Client before = play(SILENT)) {
      backend.suspend();
      assertThrows(ConnectException.class, () -> new Client(backend.address()));
      before.ask("NOOP\r\n", "-ERR log in first\r\n");
      backend.resume();
      Client.greeted(backend.address()).close();
      assertEquals(2, session(2).number());
    }
    backend.suspend();
    backend.play(SILENT);
    assertThrows(ConnectException.class, () -> new Client(backend.address()));
    backend.resume();
    Client.greeted(backend.address()).close();
  }

  /** Another program may look just then whether the port is free. */
  @Test
  void aPortThatIsTakenForAMomentIsWaitedFor() throws Exception {
    backend.suspend();
    var resuming = new Thread(backend::resume, "resuming");
    try (var other = new ServerSocket()) {
      other.setReuseAddress(true);
      other.bind(backend.address());
      resuming.start();
      while (resuming.getState() != Thread.State.TIMED_WAITING) Thread.onSpinWait();
    }
    resuming.join();
    Client.greeted(backend.address()).close();
  }

  @Test
  void closeEndsAllThreads() throws IOException {
    Script script =
        SILENT
            .on("HOLD", Act.hold())
            .on("PAUSE", Act.pause(Duration.ofDays(1)))
            .on("RAW", Act.raw())
            .on("ECHO", Act.echo())
            .on("LINE", Act.line(line -> List.of()));
    backend.play(script);
    for (String command : List.of("HOLD", "PAUSE", "RAW", "ECHO", "LINE", "NOOP")) {
      Client.greeted(backend.address()).send(command + "\r\n");
    }
    assertTrue(session(6).awaitReceived(6, LIMIT));
    backend.close();
    InetSocketAddress address = backend.address();
    assertThrows(ConnectException.class, () -> new Client(address));
    List<String> left =
        Thread.getAllStackTraces().keySet().stream()
            .map(Thread::getName)
            .filter(name -> name.startsWith("backend session") || name.endsWith(address.toString()))
            .toList();
    assertEquals(List.of(), left);
  }

  @Test
  void aProgramServesAndIsLogged(@TempDir Path maildir) throws IOException {
    var accounts = Map.of("alice", "wonderland");
    SampleMaildir.into(maildir);
    try (Client client = play(Script.program(FakeQmail.chain("pop", maildir, accounts)))) {
      // Both sides of the 128 octets qmail-popup reads ahead are in the log.
      client.send("USER alice\r\nPASS wonderland\r\nSTAT\r\nQUIT\r\n");
      client.expect("+OK \r\n+OK \r\n");
      client.ask("UIDL 1\r\n", "+OK 1 1000000001.M1P1.lab\r\n");
      client.finish();
      client.expectEnd();
    }
    assertEquals(
        List.of("USER alice", "PASS wonderland", "STAT", "QUIT", "UIDL 1"), session(1).lines());
    assertEquals("+OK 1 1000000001.M1P1.lab\r\n", sent().get(3));
    assertTrue(kinds().contains(Event.Kind.PEER_FINISHED));
  }

  @Test
  void aProgramLearnsHowThePeerEnded() throws Exception {
    var seen = new LinkedBlockingQueue<String>();
    Script script =
        Script.program(
            connection -> {
              connection.write(octets("+OK\r\n"));
              seen.add(connection.environment().get("PROTO"));
              try {
                seen.add("" + connection.read(new byte[1], Duration.ofMillis(20)));
              } catch (IOException e) {
                seen.add(e.getClass().getSimpleName());
              }
              try {
                seen.add("" + connection.read(new byte[9], Duration.ZERO));
              } catch (IOException e) {
                seen.add(e.getClass().getSimpleName());
              }
            });
    Client client = play(script);
    assertEquals("TCP", seen.take());
    assertEquals("SocketTimeoutException", seen.take());
    client.reset();
    assertEquals("PeerResetException", seen.take());
    try (Client second = Client.greeted(backend.address())) {
      assertEquals("TCP", seen.take());
      assertEquals("SocketTimeoutException", seen.take());
      second.finish();
      assertEquals("-1", seen.take());
      second.expectEnd();
    }
  }

  @Test
  void aMistakeInAScriptEndsTheSession() throws IOException {
    Act mistake =
        Act.line(
            line -> {
              throw new IllegalStateException("mistake in a test's script");
            });
    try (Client client = play(SILENT.on("X", mistake))) {
      client.send("X\r\ndata\r\n");
      assertThrows(SocketException.class, client::expectEnd);
      assertFalse(sent().contains("data"));
    }
  }
}
