package org.stlspec.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stlspec.suite.CaseResult;
import org.stlspec.suite.Catalogue;
import org.stlspec.verdict.Verdict;

/** The verdicts that are expected of a target; what is not listed is expected to PASS. */
public final class Baseline {
  private static final Entry SOUND = new Entry(List.of(Verdict.PASS), "");

  /** Several verdicts where it depends on who is quicker. */
  record Entry(List<Verdict> verdicts, String reason) {
    boolean expects(Verdict verdict) {
      return verdicts.contains(verdict);
    }

    private String expected() {
      return verdicts.stream().map(Verdict::name).collect(Collectors.joining(" or "));
    }

    boolean unexplained() {
      return reason.isBlank();
    }
  }

  private final Map<String, Entry> entries;

  private Baseline(Map<String, Entry> entries) {
    this.entries = entries;
  }

  /**
   * Reads a baseline: a JSON array of objects with id, verdict and reason, where id may be a list,
   * and verdict too if a race decides.
   *
   * @throws IllegalArgumentException with one line if it is not that
   */
  public static Baseline read(Path file) throws IOException {
    return new Baseline(BaselineFile.read(file));
  }

  /**
   * The baseline that a run would have met; of the one before, reasons are kept, and entries for
   * cases that were not played.
   */
  public static Baseline of(RunReport report, Optional<Baseline> before, Catalogue catalogue) {
    Map<String, Entry> known = before.map(one -> one.entries).orElse(Map.of());
    Map<String, Entry> entries = new LinkedHashMap<>(known);
    entries.keySet().removeIf(id -> catalogue.find(id).isEmpty());
    for (CaseResult result : report.results()) {
      if (!result.leftForSlow()) {
        String id = result.description().id();
        entries.put(id, entry(result, known.getOrDefault(id, SOUND)));
      }
    }
    entries.values().removeIf(entry -> entry.verdicts().equals(SOUND.verdicts()));
    return new Baseline(entries);
  }

  private static Entry entry(CaseResult result, Entry before) {
    if (before.expects(result.verdict())) {
      return before;
    }
    boolean skipped = result.verdict() == Verdict.SKIP;
    return new Entry(List.of(result.verdict()), skipped ? result.observed() : "");
  }

  /**
   * Writes it.
   *
   * @return how many entries still lack a reason
   */
  public long write(Path file) throws IOException {
    BaselineFile.write(entries, file);
    return entries.values().stream().filter(Entry::unexplained).count();
  }

  /** One line for each way in which the run or the baseline itself is not as it should be. */
  public List<String> differences(RunReport report, Catalogue catalogue) {
    Stream<Optional<String>> ofRun = report.results().stream().map(this::difference);
    return Stream.concat(flaws(catalogue).stream(), ofRun.flatMap(Optional::stream)).toList();
  }

  /** The same for a run that was written down. */
  List<String> differences(SavedReport report, Catalogue catalogue) {
    Stream<Optional<String>> ofRun =
        report.cases().values().stream()
            .map(one -> difference(one.id(), one.verdict(), one.observed()));
    return Stream.concat(flaws(catalogue).stream(), ofRun.flatMap(Optional::stream)).toList();
  }

  /** One line for each entry that has no reason or is for no case. */
  public List<String> flaws(Catalogue catalogue) {
    List<String> lines = new ArrayList<>();
    entries.forEach(
        (id, entry) -> {
          if (catalogue.find(id).isEmpty()) {
            lines.add(id + ": no such case");
          } else if (entry.unexplained()) {
            lines.add(id + ": no reason given");
          }
        });
    return lines;
  }

  /** In one line how the result is not what is expected of the case; empty if it is. */
  public Optional<String> difference(CaseResult result) {
    return difference(result.description().id(), result.verdict(), result.observed());
  }

  private Optional<String> difference(String id, Verdict verdict, String observed) {
    Entry expected = entries.getOrDefault(id, SOUND);
    if (expected.expects(verdict) || CaseResult.leftForSlow(verdict, observed)) {
      return Optional.empty();
    }
    String seen = observed.isEmpty() ? "" : ": " + observed;
    return Optional.of(id + ": expected " + expected.expected() + ", got " + verdict + seen);
  }

  /** Why a case comes to this verdict, if that is what is expected of it and not without reason. */
  public Optional<String> reason(String id, Verdict verdict) {
    return Optional.ofNullable(entries.get(id))
        .filter(entry -> entry.expects(verdict) && !entry.unexplained())
        .map(Entry::reason);
  }
}
