package org.stlspec.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.stlspec.load.figures.ErrorClass;
import org.stlspec.load.figures.Phase;

/** When sessions begin. */
class LoopsTest {
  private static final long SLOW = Duration.ofMillis(300).toNanos();

  private static String reply(String line) {
    return line.equals("CAPA") ? "-ERR\r\n" : "+OK 0 0\r\n";
  }

  private static long slow(Outcome outcome, Phase phase) {
    Histogram times = outcome.figures().times(phase).orElseThrow();
    return times.getCountBetweenValues(SLOW, times.getMaxValue());
  }

  /**
   * One session at a time, a hundred a second, and a server that stands still for a second: whoever
   * counts from the real beginning of a session sees one slow session, the users saw dozens.
   */
  @Test
  void whoWaitsIsNotLeftOut() throws Exception {
    var sessions = new AtomicInteger();
    try (var server =
        new StubServer(
            client -> {
              if (sessions.incrementAndGet() == 20) Thread.sleep(1000);
              StubServer.pop3(client, LoopsTest::reply);
            })) {
      Outcome outcome =
          Plans.against(server.address())
              .commands("NOOP")
              .course(Plans.rate(100, 1, Duration.ofMillis(1500)))
              .play();
      assertEquals(0, outcome.figures().failed());
      assertEquals(150, outcome.figures().sessions());
      long seenByUsers = slow(outcome, Phase.SESSION);
      long seenOtherwise = slow(outcome, Phase.SERVICE);
      assertTrue(seenByUsers >= 40, seenByUsers + " slow sessions");
      assertTrue(
          seenOtherwise >= 1 && seenOtherwise <= seenByUsers / 5,
          seenOtherwise + " of " + seenByUsers);
    }
  }

  /** A server that never answers again: those who never began have failed too. */
  @Test
  void whoNeverBeginsHasFailed() throws Exception {
    try (var server = new StubServer(client -> client.getInputStream().read())) {
      Outcome outcome =
          Plans.against(server.address())
              .patience(Duration.ofMillis(200))
              .course(Plans.rate(100, 1, Duration.ofMillis(500)))
              .play();
      assertEquals(50, outcome.figures().failed(ErrorClass.TIMEOUT));
      assertTrue(
          outcome.figures().errors().stream().anyMatch(error -> error.phase() == Phase.WAIT));
    }
  }

  @Test
  void aUserHasOneSessionAtATime() throws Exception {
    var open = new AtomicInteger();
    var most = new AtomicInteger();
    try (var server =
        new StubServer(
            client -> {
              most.accumulateAndGet(open.incrementAndGet(), Math::max);
              try {
                Thread.sleep(20);
                StubServer.pop3(client, LoopsTest::reply);
              } finally {
                open.decrementAndGet();
              }
            })) {
      Outcome outcome =
          Plans.against(server.address()).commands("NOOP").course(Plans.sessions(3, 30)).play();
      assertEquals(3, most.get());
      // Users who had begun before the last was counted go to their end.
      assertTrue(outcome.figures().sessions() >= 30 && outcome.figures().sessions() <= 32);
    }
  }

  @Test
  void theRateGrowsEvenly() {
    var course =
        new Course(
            OptionalInt.empty(),
            100,
            1,
            Duration.ofSeconds(2),
            Duration.ZERO,
            Duration.ofSeconds(1),
            OptionalLong.empty());
    assertEquals(0, course.arrival(0));
    assertEquals(1.0, course.arrival(25) / 1e9, 1e-6); // 100 / 2 a second after half of the ramp
    assertEquals(2.0, course.arrival(100) / 1e9, 1e-6);
    assertEquals(3.0, course.arrival(200) / 1e9, 1e-6);
  }
}
