package org.stlspec.suite;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.stlspec.standin.Nuisance;
import org.stlspec.standin.Upgrades;
import org.stlspec.verdict.Verdict;

/** The harness doubted: all cases against servers that are sound until TLS is on. */
@Tag("proof")
class HostileInsideTlsTest {
  private static final long BOUND_SECONDS = 240;
  private static final Duration PATIENCE = Duration.ofMillis(600);

  // The runs wait most of the time, so they wait together.
  private static final ExecutorService RUNS = Executors.newCachedThreadPool();
  private static final Map<Nuisance, Future<Outcome>> INSIDE = new EnumMap<>(Nuisance.class);
  private static Future<Outcome> yesMan;
  private static Future<Outcome> yesManAsProxy;

  @BeforeAll
  static void runAll() {
    yesMan = RUNS.submit(() -> Outcome.against(Upgrades.yesMan(), PATIENCE));
    yesManAsProxy = RUNS.submit(() -> Outcome.inFrontOfABackend(Upgrades.yesMan(), PATIENCE));
    for (Nuisance nuisance : Nuisance.values()) {
      if (nuisance != Nuisance.FLOODS) {
        INSIDE.put(nuisance, RUNS.submit(() -> Outcome.against(new Upgrades(nuisance), PATIENCE)));
      }
    }
  }

  @AfterAll
  static void endAll() {
    RUNS.shutdownNow();
  }

  private static Outcome of(Future<Outcome> run) throws Exception {
    return run.get(BOUND_SECONDS, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @EnumSource(
      value = Nuisance.class,
      mode = Mode.EXCLUDE,
      names = {"FLOODS"})
  void aTargetThatTurnsBadInsideTlsIsJudged(Nuisance nuisance) throws Exception {
    of(INSIDE.get(nuisance)).assertJudged();
  }

  @ParameterizedTest
  @EnumSource(
      value = Nuisance.class,
      names = {"YES_TO_ALL", "TWICE"})
  void aGreetingInsideTlsIsFound(Nuisance nuisance) {
    Outcome.assertVerdicts(Verdict.FAIL, new Upgrades(nuisance), "greeting.none-inside-tls");
  }

  @ParameterizedTest
  @EnumSource(
      value = Nuisance.class,
      names = {"ECHO", "CLOSES", "RESETS", "RANDOM", "SILENT"})
  void aHandshakeAloneIsNoUpgrade(Nuisance nuisance) {
    Outcome.assertVerdicts(Verdict.FAIL, new Upgrades(nuisance), "stls.upgrade");
  }

  @Test
  void aYesToEverythingInsideTlsIsFound() throws Exception {
    of(yesMan).assertJudged();
    Outcome.assertVerdicts(
        Verdict.FAIL,
        Upgrades.yesMan(),
        "stls.inside-tls",
        "capa.well-formed",
        "state.user-before-stls");
    Outcome.assertVerdicts(Verdict.PASS, Upgrades.yesMan(), "stls.upgrade", "greeting.one-line");
  }

  @Test
  void aYesManThatLeavesTheBackendAloneIsJudgedAsAProxyToo() throws Exception {
    of(yesManAsProxy).assertJudged();
    Outcome.assertProxyVerdicts(
        Verdict.FAIL, Upgrades.yesMan(), "mail.session", "stls.after-login");
  }

  @Test
  void aTargetThatNeverStopsToSendInsideTlsIsJudgedInBoundedTime() {
    var floods = new Upgrades(Nuisance.FLOODS);
    Outcome.of(List.of("stls.*"), floods, PATIENCE).assertNeverTheHarness();
    Outcome.assertVerdicts(Verdict.FAIL, floods, "stls.inside-tls");
  }
}
