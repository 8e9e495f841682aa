package org.stlspec.suite;

import org.stlspec.requirement.Level;
import org.stlspec.verdict.Finding;
import org.stlspec.verdict.Inconclusive;
import org.stlspec.verdict.Judge;
import org.stlspec.wire.Account;
import org.stlspec.wire.Backend;
import org.stlspec.wire.Client;

/** Made up: one case for each way in which a case can end. */
class SampleCases {
  private static final String BINDING = "POP3-BASE-01";
  private static final String FIX = "Nothing to mend.";

  @Case(id = "sample.pass", verifies = BINDING, fix = FIX)
  void aPoliteTargetGreets(Client client, Judge judge) {
    judge.observed(client.greeting().mustBeOk("a greeting").text());
    judge.observed(client.command("NOOP").mustBeOk("+OK").text());
  }

  @Case(id = "sample.fail", verifies = BINDING, fix = FIX)
  void aFindingWhereARequirementBinds() {
    throw new Finding("sound", "unsound");
  }

  @Case(id = "sample.fail.by-judge", verifies = BINDING, fix = FIX)
  void aFindingOfTheJudge(Judge judge) {
    judge.fail("sound", "unsound");
  }

  @Case(id = "sample.warn.should", verifies = BINDING, level = Level.SHOULD, fix = FIX)
  void aFindingAtShould() {
    throw new Finding("sound", "less sound");
  }

  @Case(id = "sample.warn.own-level", verifies = "POP3-BASE-20", fix = FIX)
  void aFindingOfARequirementThatIsAShould() {
    throw new Finding("sound", "less sound");
  }

  @Case(id = "sample.warn.by-judge", verifies = BINDING, fix = FIX)
  void aWarningOfTheJudge(Judge judge) {
    judge.warn("sound", "less sound");
    judge.warn("sound", "a second lapse");
    judge.observed("the rest was sound");
  }

  @Case(id = "sample.fail.behind-warning", verifies = BINDING, fix = FIX)
  void aFindingOutweighsAWarning(Judge judge) {
    judge.warn("sound", "less sound");
    judge.fail("sound", "unsound");
  }

  @Case(id = "sample.inconclusive", verifies = BINDING, fix = FIX)
  void theTargetLeftTooEarly() {
    throw new Inconclusive("a step", "nothing");
  }

  @Case(id = "sample.skip.not-applicable", verifies = BINDING, fix = FIX)
  void itTurnsOutNotToApply(Judge judge) {
    judge.skip("no such thing here");
  }

  @Case(id = "sample.error", verifies = BINDING, fix = FIX)
  void theHarnessBreaks() {
    throw new IllegalStateException("broken");
  }

  @Case(id = "sample.error.assertion", verifies = BINDING, fix = FIX)
  void anAssertionThatIsNoFindingIsTheHarness() {
    throw new AssertionError("assert");
  }

  @Case(id = "sample.error.parameter", verifies = BINDING, fix = FIX)
  void aParameterThatNobodyProvides(StringBuilder nobody) {
    nobody.append("not reached");
  }

  @Case(id = "sample.skip.need", verifies = BINDING, needs = Need.STLS, fix = FIX)
  void itNeedsStls() {
    throw new AssertionError("not reached");
  }

  @Case(id = "sample.skip.backend", verifies = BINDING, fix = FIX)
  void itLooksAtTheBackend(Backend backend) {
    backend.session();
  }

  @Case(id = "sample.skip.account", verifies = BINDING, fix = FIX)
  void itLogsIn(Client client, Account account) {
    client.greeting().ok();
    client.login(account);
  }

  @Case(id = "sample.skip.slow", verifies = BINDING, slow = true, fix = FIX)
  void itWaits() {}
}
