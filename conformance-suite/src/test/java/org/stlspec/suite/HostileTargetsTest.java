package org.stlspec.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.stlspec.standin.Nuisance;
import org.stlspec.standin.Polite;
import org.stlspec.standin.StandIn;
import org.stlspec.verdict.Verdict;

/** The harness doubted: all cases against servers that are no sound targets. */
@Tag("proof")
class HostileTargetsTest {
  private static final long BOUND_SECONDS = 120;
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  // The runs wait most of the time, so they wait together.
  private static final ExecutorService RUNS = Executors.newCachedThreadPool();
  private static final Map<Nuisance, Future<Outcome>> AT_ONCE = new EnumMap<>(Nuisance.class);
  private static final Map<Nuisance, Future<Outcome>> LATER = new EnumMap<>(Nuisance.class);
  private static final Map<Nuisance, Future<Outcome>> AS_PROXY = new EnumMap<>(Nuisance.class);

  @BeforeAll
  static void runAll() {
    for (Nuisance nuisance : Nuisance.values()) {
      if (nuisance != Nuisance.FLOODS) {
        var later = onceSound(nuisance);
        var proxy = onceSound(nuisance);
        AT_ONCE.put(nuisance, RUNS.submit(() -> Outcome.against(nuisance, PATIENCE)));
        LATER.put(nuisance, RUNS.submit(() -> Outcome.against(later, PATIENCE)));
        AS_PROXY.put(nuisance, RUNS.submit(() -> Outcome.inFrontOfABackend(proxy, PATIENCE)));
      }
    }
  }

  @AfterAll
  static void endAll() {
    RUNS.shutdownNow();
  }

  /** Sound for one connection, which is what sanity takes. */
  private static StandIn.Manners onceSound(StandIn.Manners then) {
    var first = new AtomicBoolean(true);
    return socket -> {
      StandIn.Manners manners = first.getAndSet(false) ? new Polite() : then;
      manners.serve(socket);
    };
  }

  private static Outcome of(Future<Outcome> run) throws Exception {
    return run.get(BOUND_SECONDS, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @EnumSource(
      value = Nuisance.class,
      names = {"ECHO", "CLOSES", "RESETS", "RANDOM", "SILENT"})
  void aTargetThatIsNoPop3ServerStopsTheRunWithOneClearLine(Nuisance nuisance) throws Exception {
    of(AT_ONCE.get(nuisance)).assertOneClearLine();
  }

  @ParameterizedTest
  @EnumSource(
      value = Nuisance.class,
      names = {"YES_TO_ALL", "TWICE"})
  void aTargetThatPassesForSaneIsJudged(Nuisance nuisance) throws Exception {
    of(AT_ONCE.get(nuisance)).assertJudged();
  }

  @ParameterizedTest
  @EnumSource(
      value = Nuisance.class,
      mode = Mode.EXCLUDE,
      names = {"RESETS", "FLOODS"})
  void aTargetThatTurnsBadBehindSanityIsJudged(Nuisance nuisance) throws Exception {
    of(LATER.get(nuisance)).assertJudged();
  }

  @ParameterizedTest
  @EnumSource(
      value = Nuisance.class,
      mode = Mode.EXCLUDE,
      names = {"RESETS", "FLOODS"})
  void aTargetThatLeavesTheBackendAloneIsJudgedAsAProxyToo(Nuisance nuisance) throws Exception {
    of(AS_PROXY.get(nuisance)).assertJudged();
  }

  @Test
  void aYesToEverythingIsNoUpgrade() {
    Outcome.assertVerdicts(
        Verdict.FAIL,
        Nuisance.YES_TO_ALL,
        "stls.upgrade",
        "stls.after-login.in-clear",
        "order.quit-before-stls");
  }

  @Test
  void everythingTwiceIsNoGreetingOfOneLine() {
    Outcome.assertVerdicts(Verdict.FAIL, Nuisance.TWICE, "greeting.one-line");
  }

  @Test
  void aTargetThatResetsBehindSanityIsJudgedOrTrouble() throws Exception {
    Outcome outcome = of(LATER.get(Nuisance.RESETS));
    // A reset may overtake the end of connect: then there is no connection to judge.
    if (outcome.trouble().isPresent()) {
      outcome.assertOneClearLine();
    } else {
      outcome.assertJudged();
    }
  }

  /** The first session may be slow by nature, and a short patience is meant for what stalls. */
  @Test
  void aTargetThatIsSlowAtFirstIsPlayed() {
    var first = new AtomicBoolean(true);
    StandIn.Manners slowAtFirst =
        socket -> {
          if (first.getAndSet(false)) LockSupport.parkNanos(500_000_000);
          new Polite().serve(socket);
        };
    var patience = Duration.ofMillis(50);
    Outcome outcome = Outcome.of(List.of("greeting.one-line"), slowAtFirst, patience);
    assertEquals(1, outcome.results().size(), outcome.trouble()::toString);
  }

  @Test
  void aTargetThatIsGoneBehindSanityIsTrouble() {
    var self = new AtomicReference<StandIn>();
    StandIn.Manners once =
        socket -> {
          new Polite().serve(socket);
          self.get().close();
        };
    try (StandIn server = StandIn.with(once)) {
      self.set(server);
      Outcome.against(server, PATIENCE).assertOneClearLine();
    }
  }
}
