package org.stlspec.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stlspec.qmail.script.ScriptedBackend;
import org.stlspec.standin.Polite;
import org.stlspec.standin.StandIn;
import org.stlspec.target.RunningTarget;
import org.stlspec.target.TargetTrouble;
import org.stlspec.verdict.Verdict;
import org.stlspec.wire.Account;
import org.stlspec.wire.Transcript;

class VerdictsTest {
  private static final Catalogue SAMPLE = Catalogue.of(List.of(SampleCases.class));
  private static final List<CaseResult> RESULTS = run(Optional.empty(), false);

  private static List<CaseResult> run(Optional<Account> account, boolean slow) {
    return run(Optional.empty(), account, slow, SAMPLE.cases());
  }

  private static List<CaseResult> run(
      Optional<ScriptedBackend> backend,
      Optional<Account> account,
      boolean slow,
      List<CaseDescription> cases) {
    try (StandIn server = StandIn.with(new Polite())) {
      var target = new RunningTarget("polite", server.address());
      var stage = new Stage(target, backend, account, Duration.ofSeconds(10), slow);
      return new Suite(stage).run(cases, result -> {});
    } catch (TargetTrouble e) {
      throw new AssertionError(e);
    }
  }

  private static CaseResult result(List<CaseResult> results, String id) {
    return results.stream().filter(one -> one.description().id().equals(id)).findFirst().get();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sample.pass | PASS | +OK polite; +OK | ''",
        "sample.fail | FAIL | unsound | sound",
        "sample.fail.by-judge | FAIL | unsound | sound",
        "sample.fail.behind-warning | FAIL | unsound | sound",
        "sample.warn.should | WARN | less sound | sound",
        "sample.warn.own-level | WARN | less sound | sound",
        "sample.warn.by-judge | WARN | less sound | sound",
        "sample.inconclusive | INCONCLUSIVE | needed a step, observed nothing | ''",
        "sample.error.parameter | ERROR | was not played | ''",
        "sample.error | ERROR | harness: java.lang.IllegalStateException: broken | ''",
        "sample.error.assertion | ERROR | harness: java.lang.AssertionError: assert | ''",
        "sample.skip.not-applicable | SKIP | no such thing here | ''",
        "sample.skip.need | SKIP | STLS is not offered: STLS was met with '-ERR no\\r\\n' | ''",
        "sample.skip.backend | SKIP | the backend leg is not ours (server mode) | ''",
        "sample.skip.account | SKIP | no account known (--user and --password) | ''",
        "sample.skip.slow | SKIP | waits for timers of the target: run with --slow | ''"
      })
  void howACaseEndsIsItsVerdict(String id, Verdict verdict, String observed, String expected) {
    CaseResult result = result(RESULTS, id);
    assertEquals(verdict, result.verdict(), result.observed());
    assertEquals(observed, result.observed());
    assertEquals(expected, result.expected());
  }

  @Test
  void everyCaseHasOneResultInTheOrderOfIds() {
    assertEquals(
        SAMPLE.cases().stream().map(CaseDescription::id).toList(),
        RESULTS.stream().map(result -> result.description().id()).toList());
  }

  @Test
  void whatWasSkippedForWantOfMeansIsPlayedWithThem() {
    var results = run(Optional.of(Account.ALICE), true);
    assertEquals(Verdict.PASS, result(results, "sample.skip.account").verdict());
    assertEquals(Verdict.PASS, result(results, "sample.skip.slow").verdict());
  }

  @Test
  void aBackendThatTheTargetNeverContactsIsNotTheHarness() throws IOException {
    var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (ScriptedBackend backend = ScriptedBackend.listen(loopback);
        StandIn server = StandIn.with(new Polite())) {
      var target = new RunningTarget("polite", server.address());
      var stage =
          new Stage(target, Optional.of(backend), Optional.empty(), Duration.ofMillis(200), false);
      var cases = SAMPLE.select(List.of("sample.skip.backend"), List.of());
      List<CaseResult> results = new Suite(stage).run(cases, result -> {});
      assertEquals(Verdict.INCONCLUSIVE, results.get(0).verdict());
    } catch (TargetTrouble e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void progressIsToldCaseByCase() {
    List<String> told = new ArrayList<>();
    try (StandIn server = StandIn.with(new Polite())) {
      var target = new RunningTarget("polite", server.address());
      var stage =
          new Stage(target, Optional.empty(), Optional.empty(), Duration.ofSeconds(10), false);
      new Suite(stage).run(SAMPLE.cases(), result -> told.add(result.description().id()));
    } catch (TargetTrouble e) {
      throw new AssertionError(e);
    }
    assertEquals(SAMPLE.cases().size(), told.size());
  }

  /** Of the topic that comes first, in the class whose name comes last. */
  static class ZCases {
    @Case(id = "a.one", verifies = "POP3-BASE-01", fix = "None.")
    void one() {}
  }

  /** Of the topic that comes last, in the class whose name comes first. */
  static class ACases {
    @Case(id = "z.one", verifies = "POP3-BASE-01", fix = "None.")
    void one() {}
  }

  @Test
  void theCasesOfATopicArePlayedTogetherWhateverTheirClass() throws TargetTrouble {
    var catalogue = Catalogue.of(List.of(ACases.class, ZCases.class));
    List<String> told = new ArrayList<>();
    try (StandIn server = StandIn.with(new Polite())) {
      var target = new RunningTarget("polite", server.address());
      var stage =
          new Stage(target, Optional.empty(), Optional.empty(), Duration.ofSeconds(10), false);
      new Suite(stage).run(catalogue.cases(), result -> told.add(result.description().id()));
    }
    assertEquals(List.of("a.one", "z.one"), told);
  }

  @Test
  void aCaseThatWasPlayedHasItsTranscriptAndASkippedOneHasNone() {
    List<Transcript.Entry> played = result(RESULTS, "sample.pass").transcript();
    assertTrue(played.stream().anyMatch(entry -> entry.octets().toString().equals("NOOP\\r\\n")));
    assertTrue(result(RESULTS, "sample.skip.need").transcript().isEmpty());
  }

  @Test
  void theLevelOfACaseIsThatOfItsFirstRequirementUnlessItSaysOtherwise() {
    assertTrue(SAMPLE.find("sample.fail").orElseThrow().level().binding());
    assertFalse(SAMPLE.find("sample.warn.own-level").orElseThrow().level().binding());
    assertFalse(SAMPLE.find("sample.warn.should").orElseThrow().level().binding());
  }
}
