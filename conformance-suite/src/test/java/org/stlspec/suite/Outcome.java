package org.stlspec.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.stlspec.qmail.script.ScriptedBackend;
import org.stlspec.standin.StandIn;
import org.stlspec.target.RunningTarget;
import org.stlspec.target.TargetTrouble;
import org.stlspec.verdict.Verdict;
import org.stlspec.wire.Account;

/** What came of all cases against a server: results, or the trouble that ended the run. */
record Outcome(List<CaseResult> results, Optional<String> trouble) {

  // Where the verdict of a case is named, a machine that stands still for a moment is no answer.
  private static final Duration AMPLE = Duration.ofSeconds(5);
  private static final List<String> ALL = List.of("*");

  /** All cases in server mode. */
  static Outcome against(StandIn.Manners manners, Duration patience) {
    return of(ALL, manners, patience);
  }

  /** All cases in proxy mode, with a backend that nobody contacts. */
  static Outcome inFrontOfABackend(StandIn.Manners manners, Duration patience) {
    return inFrontOfABackend(ALL, manners, patience);
  }

  /** All cases in server mode, against a server of the test's own. */
  static Outcome against(StandIn server, Duration patience) {
    return of(ALL, server, Optional.empty(), patience);
  }

  /** Of the cases whose id matches, in server mode. */
  static Outcome of(List<String> globs, StandIn.Manners manners, Duration patience) {
    try (StandIn server = StandIn.with(manners)) {
      return of(globs, server, Optional.empty(), patience);
    }
  }

  /** These cases, played by themselves in server mode, come to this verdict. */
  static void assertVerdicts(Verdict expected, StandIn.Manners manners, String... ids) {
    of(List.of(ids), manners, AMPLE).assertVerdicts(expected, ids);
  }

  /** These cases, played by themselves in proxy mode, come to this verdict. */
  static void assertProxyVerdicts(Verdict expected, StandIn.Manners manners, String... ids) {
    inFrontOfABackend(List.of(ids), manners, AMPLE).assertVerdicts(expected, ids);
  }

  private static Outcome inFrontOfABackend(
      List<String> globs, StandIn.Manners manners, Duration patience) {
    var anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (StandIn server = StandIn.with(manners);
        var backend = ScriptedBackend.listen(anyPort)) {
      return of(globs, server, Optional.of(backend), patience);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Outcome of(
      List<String> globs, StandIn server, Optional<ScriptedBackend> backend, Duration patience) {
    var target = new RunningTarget("hostile", server.address());
    var stage = new Stage(target, backend, Optional.of(Account.ALICE), patience, false);
    try {
      var cases = Catalogue.shipped().select(globs, List.of());
      var results = new Suite(stage).run(cases, result -> {});
      return new Outcome(results, Optional.empty());
    } catch (TargetTrouble e) {
      return new Outcome(List.of(), Optional.of(e.getMessage()));
    }
  }

  List<String> failed() {
    return results.stream()
        .filter(result -> result.verdict() == Verdict.FAIL)
        .map(result -> result.description().id())
        .toList();
  }

  /** These cases came to this verdict. */
  void assertVerdicts(Verdict expected, String... ids) {
    assertEquals(Optional.empty(), trouble);
    for (String id : ids) {
      CaseResult result =
          results.stream()
              .filter(one -> one.description().id().equals(id))
              .findFirst()
              .orElseThrow(() -> new AssertionError(id + " was not played"));
      assertEquals(expected, result.verdict(), () -> id + ": " + result.observed());
    }
  }

  /** Every case was played, at least one failed, and the harness was never to blame. */
  void assertJudged() {
    assertEquals(Catalogue.shipped().cases().size(), results.size(), trouble::toString);
    assertNeverTheHarness();
    assertTrue(failed().size() > 0, "a server like that breaks a MUST");
  }

  /** The harness was never to blame, and says what it saw in few words. */
  void assertNeverTheHarness() {
    for (CaseResult result : results) {
      String id = result.description().id();
      assertNotEquals(Verdict.ERROR, result.verdict(), () -> id + ": " + result.observed());
      assertTrue(result.observed().length() < 2000, () -> id + " says too much");
    }
  }

  void assertOneClearLine() {
    String line = trouble.orElseThrow();
    assertEquals(1, line.lines().count(), line);
    assertTrue(line.length() > 20 && line.length() < 700, line);
  }
}
