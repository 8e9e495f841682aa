package org.stlspec.proxy.privsep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.stlspec.proxy.Limits;
import org.stlspec.proxy.ProxySettings;
import org.stlspec.proxy.backend.BackendAddress;
import org.stlspec.proxy.privsep.Answer.Status;

/** What the launcher does for whom, and what it does not. */
@Timeout(60)
@EnabledOnOs(OS.LINUX)
class SessionsTest {
  private final BlockingQueue<String> log = new LinkedBlockingQueue<>();

  private Sessions before(BackendAddress backend) throws IOException {
    Limits one = Limits.defaults().connections(1);
    return Sessions.of(ProxySettings.to(backend).limits(one).log(log::add));
  }

  private Sessions before(String... command) throws IOException {
    return before(new BackendAddress.Exec(List.of(command)));
  }

  private static Request.Session session(long number) {
    var client = new Client(number, Optional.empty(), Optional.empty());
    return new Request.Session(number, client);
  }

  private static Answer.Outcome opened(Sessions sessions, long number) throws Exception {
    var outcome = sessions.open(session(number));
    assertEquals(Status.OPEN, outcome.status());
    return outcome;
  }

  /** The end of a program is logged a moment before it counts no more. */
  private static Answer.Outcome openedSoon(Sessions sessions, long first) throws Exception {
    long number = first;
    var outcome = sessions.open(session(number));
    while (outcome.status() == Status.BUSY && number < first + 1000) {
      Thread.sleep(10);
      outcome = sessions.open(session(++number));
    }
    assertEquals(Status.OPEN, outcome.status());
    return outcome;
  }

  private String logged() throws InterruptedException {
    return log.poll(20, TimeUnit.SECONDS);
  }

  @Test
  void aNumberThatWasUsedIsForged() throws Exception {
    try (var sessions = before("cat")) {
      opened(sessions, 2).connection().orElseThrow().close();
      for (long number : List.of(2L, 1L, 0L, -1L)) {
        assertThrows(ForgedException.class, () -> sessions.open(session(number)));
      }
      opened(sessions, 3).connection().orElseThrow().close();
    }
  }

  @Test
  void theEndOfASessionThatNeverWasIsForged() throws Exception {
    try (var sessions = before("cat")) {
      opened(sessions, 1).connection().orElseThrow().close();
      for (long number : List.of(2L, 0L, -1L)) {
        assertThrows(ForgedException.class, () -> sessions.ended(new Request.Ended(number)));
      }
      sessions.ended(new Request.Ended(1));
      sessions.ended(new Request.Ended(1));
    }
  }

  @Test
  void whoNeedsNoSessionsGetsNone() throws Exception {
    try (var sessions = before(new BackendAddress.Tcp("127.0.0.1", 1))) {
      assertThrows(ForgedException.class, () -> sessions.open(session(1)));
    }
  }

  @Test
  void moreThanTwoProgramsAClientAreNotStarted() throws Exception {
    try (var sessions = before("cat")) {
      var first = opened(sessions, 1).connection().orElseThrow();
      var second = opened(sessions, 2).connection().orElseThrow();
      assertEquals(Status.BUSY, sessions.open(session(3)).status());
      assertEquals("connection=3 launcher busy=\"2 sessions are open already\"", logged());
      first.close();
      sessions.ended(new Request.Ended(1));
      assertTrue(logged().matches("connection=1 pid=\\d+ exit=\"0\""));
      openedSoon(sessions, 4).connection().orElseThrow().close();
      second.close();
    }
  }

  @Test
  void aProgramThatHasEndedCountsUntilItsSessionHas() throws Exception {
    try (var sessions = before("true")) {
      for (long number : List.of(1L, 2L)) {
        opened(sessions, number).connection().orElseThrow().close();
        assertTrue(logged().contains("exit=\"0\""));
      }
      assertEquals(Status.BUSY, sessions.open(session(3)).status());
      sessions.ended(new Request.Ended(1));
      opened(sessions, 4).connection().orElseThrow().close();
    }
  }

  @Test
  void whyThereIsNoneIsLogged() throws Exception {
    try (var sessions = before(new BackendAddress.Unix(Path.of("/nowhere/pop3")))) {
      assertEquals(Status.FAILED, sessions.open(session(1)).status());
      assertEquals(
          "connection=1 launcher failed=\"connect to /nowhere/pop3: No such file or directory\"",
          logged());
    }
  }
}
