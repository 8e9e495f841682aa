package org.stlspec.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.stlspec.qmail.script.Act;
import org.stlspec.qmail.script.Script;
import org.stlspec.qmail.script.ScriptedBackend;
import org.stlspec.standin.StandIn;
import org.stlspec.standin.Talk;
import org.stlspec.target.RunningTarget;
import org.stlspec.target.Target;
import org.stlspec.target.Target.Variant;
import org.stlspec.target.TargetTrouble;
import org.stlspec.verdict.NotApplicable;
import org.stlspec.verdict.Verdict;
import org.stlspec.wire.Transcript;

/** What a case has while it is played, and that all of it goes when it ends. */
class CaseRunTest {
  private static final InetSocketAddress LOOPBACK =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Target FIXED = new RunningTarget("fixed", LOOPBACK);
  private static final Profile PROFILE = new Profile(Map.of(Need.STLS, "none"));

  private static CaseRun run(Target target, Optional<ScriptedBackend> backend, boolean slow) {
    var stage = new Stage(target, backend, Optional.empty(), PATIENCE, slow);
    var description = Catalogue.shipped().find("sanity.still-serving").orElseThrow();
    return new CaseRun(new Play(stage, PROFILE, result -> {}), description);
  }

  private static CaseRun run(Target target) {
    return run(target, Optional.empty(), false);
  }

  /** A target that has another shape, and counts how many of those are closed. */
  private static final class Shaped implements Target {
    private int closed;

    @Override
    public String name() {
      return "shaped";
    }

    @Override
    public InetSocketAddress address() {
      return LOOPBACK;
    }

    @Override
    public Optional<Target> variant(Variant shape) {
      return Optional.of(this);
    }

    @Override
    public void close() {
      closed++;
    }
  }

  @Test
  void aVariantEndsWithTheCase() throws TargetTrouble {
    var target = new Shaped();
    CaseRun run = run(target);
    assertEquals(Optional.of(target), run.variant(Variant.TLS_REQUIRED));
    assertSame(target, run.shaped(Variant.TLS_REQUIRED));
    run.judged(() -> {});
    assertEquals(2, target.closed);
  }

  @Test
  void aShapeThatIsNotToBeHadIsNamed() {
    CaseRun run = run(FIXED);
    var skipped = assertThrows(NotApplicable.class, () -> run.shaped(Variant.TLS_REQUIRED));
    assertEquals(
        "only its operator can have the target refuse logins outside TLS", skipped.getMessage());
  }

  @Test
  void aTimerIsWaitedForIfItIsShortOrTimeIsGiven() throws TargetTrouble {
    var target = new Shaped();
    assertSame(target, run(target).timed(Variant.SHORT_IDLE_LIMIT));
    assertSame(FIXED, run(FIXED, Optional.empty(), true).timed(Variant.SHORT_IDLE_LIMIT));
    CaseRun hasty = run(FIXED);
    assertThrows(NotApplicable.class, () -> hasty.timed(Variant.SHORT_IDLE_LIMIT));
  }

  @Test
  void theTargetItselfIsGivenAMinuteAndAShortTimerPatience() {
    CaseRun run = run(FIXED);
    assertEquals(Duration.ofSeconds(75), run.limit(FIXED));
    assertEquals(PATIENCE, run.limit(new Shaped()));
    assertSame(PROFILE, run.profile());
  }

  @Test
  void clientsAreGoneWhenTheCaseHasEnded() throws InterruptedException {
    var left = new CountDownLatch(1);
    StandIn.Manners polite =
        socket -> {
          Talk.say(socket, "+OK\r\n");
          while (socket.getInputStream().read() >= 0) {}
          left.countDown();
        };
    try (StandIn server = StandIn.with(polite)) {
      CaseRun run = run(new RunningTarget("polite", server.address()));
      CaseResult result =
          run.judged(() -> assertEquals("+OK", run.client().greeting().ok().text()));
      assertEquals(Verdict.PASS, result.verdict());
      assertTrue(left.await(10, TimeUnit.SECONDS), "the client is still there");
      assertTrue(result.millis() >= 0 && result.millis() < 60_000, result.millis() + " ms");
    }
  }

  @Test
  void aBackendIsModernAgainForEachCaseAndInItsTranscript() throws IOException {
    try (var backend = ScriptedBackend.listen(LOOPBACK)) {
      backend.play(Script.modern().greeting(Act.send("-ERR of the case before\r\n")));
      CaseRun run =
          run(new RunningTarget("itself", backend.address()), Optional.of(backend), false);
      assertTrue(run.backendLeg().isPresent());
      CaseResult result =
          run.judged(
              () -> {
                assertTrue(run.client().greeting().ok().text().startsWith("+OK"));
                assertEquals(1, run.backend().session().number());
              });
      assertEquals(Verdict.PASS, result.verdict(), result.observed());
      assertTrue(result.transcript().stream().anyMatch(one -> one.leg() == Transcript.Leg.BACKEND));
    }
  }

  @Test
  void aBackendThatIsNotOursIsNotApplicable() {
    CaseRun run = run(FIXED);
    assertEquals(Optional.empty(), run.backendLeg());
    var skipped = assertThrows(NotApplicable.class, run::backend);
    assertEquals("the backend leg is not ours", skipped.getMessage());
  }

  @Test
  void aMaildropIsMadeOnceAndRemoved() {
    CaseRun run = run(FIXED);
    Maildrop maildrop = run.maildrop();
    assertSame(maildrop, run.maildrop());
    assertTrue(maildrop.size() > 0);
    run.judged(() -> {});
    assertThrows(UncheckedIOException.class, maildrop::size);
  }

  @Test
  void theJudgeIsTheOneThatIsAsked() {
    CaseRun run = run(FIXED);
    CaseResult result = run.judged(() -> run.judge().observed("closed"));
    assertEquals("closed", result.observed());
  }
}
