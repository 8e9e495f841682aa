package org.stlspec.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.stlspec.suite.CaseDescription;
import org.stlspec.suite.CaseResult;
import org.stlspec.suite.Catalogue;
import org.stlspec.target.TargetTrouble;
import org.stlspec.verdict.Verdict;

/** A green suite is worth what it would have caught: every case is failed by a fault at least. */
@Tag("proof")
class FaultMatrixTest {
  private final Catalogue catalogue = Catalogue.shipped();
  private final List<Fault> faults = Fault.all(catalogue);

  @Test
  void everyFaultIsCaughtAndEveryCaseCatchesOne() throws Exception {
    warmUp();
    List<Outcome> outcomes = AtOnce.run(8, faults.stream().map(this::tried).toList());
    Set<String> unproven = unproven(outcomes);
    System.out.printf(
        "%d faults, %d caught; %d cases, %d proven%n",
        faults.size(),
        outcomes.stream().filter(outcome -> outcome.escaped().isEmpty()).count(),
        catalogue.cases().size(),
        catalogue.cases().size() - unproven.size());
    assertEquals(List.of(), outcomes.stream().flatMap(one -> one.escaped().stream()).toList());
    assertEquals(Set.of(), unproven);
  }

  /** What became of one fault: the cases that caught it, and what was not as it must be. */
  private record Outcome(Set<String> proven, List<String> escaped) {
    Outcome() {
      this(new TreeSet<>(), new ArrayList<>());
    }

    void expect(Fault fault, Verdict expected, CaseResult result) {
      if (result.verdict() != expected) {
        escaped.add(fault.name() + ": not " + expected + " but " + SoundProxyTest.line(result));
      } else if (expected != Verdict.PASS) {
        proven.add(result.description().id());
      }
    }
  }

  /** The first TLS session of a JVM takes longer than the short patience of some faults. */
  private void warmUp() throws IOException, TargetTrouble {
    CaseDescription any = Fault.described(catalogue, "stls.upgrade");
    var results = new Trial(Session::new, Trial.USUAL_PATIENCE, true).of(List.of(any));
    assertEquals(Verdict.PASS, results.get(0).verdict());
  }

  private Set<String> unproven(List<Outcome> outcomes) {
    Set<String> ids = new TreeSet<>();
    catalogue.cases().forEach(one -> ids.add(one.id()));
    outcomes.forEach(outcome -> ids.removeAll(outcome.proven()));
    return ids;
  }

  private Callable<Outcome> tried(Fault fault) {
    return () -> {
      var outcome = new Outcome();
      try {
        mustBeCaught(fault, outcome);
        mustSpare(fault, outcome);
      } catch (TargetTrouble e) {
        outcome.escaped().add(fault.name() + ": breaks too much, " + e.getMessage());
      }
      return outcome;
    };
  }

  private void mustBeCaught(Fault fault, Outcome outcome) throws IOException, TargetTrouble {
    for (CaseResult result : fault.trial(fault.patience()).of(named(fault.must()))) {
      Verdict expected = fault.must().get(result.description().id());
      outcome.expect(fault, expected, result.verdict() == expected ? result : again(fault, result));
    }
  }

  /** On a busy machine what a fault does may come too late for the case once; that is told. */
  private static CaseResult again(Fault fault, CaseResult first) throws IOException, TargetTrouble {
    System.out.println("once more: " + fault.name() + ", " + SoundProxyTest.line(first));
    return fault.trial(fault.patience()).of(List.of(first.description())).get(0);
  }

  private void mustSpare(Fault fault, Outcome outcome) throws IOException, TargetTrouble {
    if (fault.spared().isPresent()) {
      CaseDescription spared = Fault.described(catalogue, fault.spared().get());
      for (CaseResult result : fault.trial(Trial.USUAL_PATIENCE).of(List.of(spared))) {
        outcome.expect(fault, Verdict.PASS, result);
      }
    }
  }

  private List<CaseDescription> named(Map<String, Verdict> must) {
    return must.keySet().stream().map(id -> Fault.described(catalogue, id)).toList();
  }
}
