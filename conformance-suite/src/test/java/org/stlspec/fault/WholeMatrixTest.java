package org.stlspec.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.stlspec.suite.CaseDescription;
import org.stlspec.suite.CaseResult;
import org.stlspec.suite.Catalogue;
import org.stlspec.target.TargetTrouble;

/**
 * Each fault against the whole suite, minutes long, with {@code -Peverything}: who else catches it.
 * The table is {@code target/fault-matrix.html}.
 */
@Timeout(2400)
@Tag("matrix")
class WholeMatrixTest {
  private static final Path TABLE = Path.of("target", "fault-matrix.html");
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /** Of the suite, so that the last minutes are not those of a fault at which each case waits. */
  private static final int PARTS = 4;

  private final List<CaseDescription> cases = Catalogue.shipped().cases();
  private final List<Fault> faults = Fault.all(Catalogue.shipped());

  @Test
  void everyFaultIsCaughtByTheCasesItNamesAndEveryCaseCatchesOne() throws Exception {
    List<MatrixRow> parts = AtOnce.run(12, faults.stream().flatMap(this::parts).toList());
    List<MatrixRow> rows = new ArrayList<>();
    for (int first = 0; first < parts.size(); first += PARTS) {
      var row = MatrixRow.joined(parts.subList(first, first + PARTS));
      rows.add(row.caught() ? row : again(row));
    }
    Files.writeString(TABLE, MatrixPage.of(cases, rows));
    Set<String> unproven = unproven(rows);
    List<String> escaped = rows.stream().filter(row -> !row.caught()).map(MatrixRow::line).toList();
    System.out.printf(
        "whole suite: %d faults, %d caught; %d cases, %d proven%n",
        rows.size(), rows.size() - escaped.size(), cases.size(), cases.size() - unproven.size());
    assertEquals(List.of(), escaped);
    assertEquals(Set.of(), unproven);
  }

  private Stream<Callable<MatrixRow>> parts(Fault fault) {
    return IntStream.range(0, PARTS).mapToObj(part -> () -> played(fault, part));
  }

  /** Every so many cases, beginning with one of the first. */
  private MatrixRow played(Fault fault, int first) throws IOException {
    List<CaseResult> results = new ArrayList<>();
    try {
      fault
          .trial(PATIENCE, namesSlowCases(fault))
          .of(
              IntStream.iterate(first, i -> i < cases.size(), i -> i + PARTS)
                  .mapToObj(cases::get)
                  .toList())
          .forEach(one -> results.add(withoutTranscript(one)));
      return new MatrixRow(fault, results, "");
    } catch (TargetTrouble e) {
      return new MatrixRow(fault, results, e.getMessage());
    }
  }

  /** On a busy machine what a fault does may come too late for a case once; that is told. */
  private MatrixRow again(MatrixRow row) throws IOException, TargetTrouble {
    System.out.println("once more: " + row.line());
    Fault fault = row.fault();
    List<CaseResult> all = new ArrayList<>(row.results());
    Predicate<CaseDescription> named = one -> fault.must().containsKey(one.id());
    all.addAll(fault.trial(fault.patience()).of(cases.stream().filter(named).toList()));
    return new MatrixRow(fault, all, "");
  }

  /** Those who do not are spared the cases that wait for timers. */
  private boolean namesSlowCases(Fault fault) {
    return cases.stream().anyMatch(one -> one.slow() && fault.must().containsKey(one.id()));
  }

  /** Of so many dialogues the octets are too many to keep. */
  private static CaseResult withoutTranscript(CaseResult one) {
    return new CaseResult(
        one.description(), one.verdict(), one.observed(), one.expected(), one.millis(), List.of());
  }

  private Set<String> unproven(List<MatrixRow> rows) {
    Set<String> ids = new TreeSet<>();
    cases.forEach(one -> ids.add(one.id()));
    rows.forEach(row -> ids.removeAll(row.catching()));
    return ids;
  }
}
