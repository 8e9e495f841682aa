package org.stlspec.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stlspec.suite.CaseResult;
import org.stlspec.suite.Catalogue;
import org.stlspec.verdict.Verdict;

/** The verdicts that are expected of a target; what is not listed is expected to PASS. */
public final class Baseline {
  private static final Entry SOUND = new Entry(Verdict.PASS, "");

  record Entry(Verdict verdict, String reason) {
    boolean unexplained() {
      return reason.isBlank();
    }
  }

  private final Map<String, Entry> entries;

  private Baseline(Map<String, Entry> entries) {
    this.entries = entries;
  }

  /**
   * Reads a baseline: a JSON array of objects with id, verdict and reason, where id may be a list.
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
        entries.remove(id);
        if (result.verdict() != Verdict.PASS) {
          entries.put(id, entry(result, known.getOrDefault(id, SOUND)));
        }
      }
    }
    return new Baseline(entries);
  }

  private static Entry entry(CaseResult result, Entry before) {
    if (before.verdict() == result.verdict()) {
      return before;
    }
    boolean skipped = result.verdict() == Verdict.SKIP;
    return new Entry(result.verdict(), skipped ? result.observed() : "");
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
    List<String> lines = new ArrayList<>();
    entries.forEach(
        (id, entry) -> {
          if (catalogue.find(id).isEmpty()) {
            lines.add(id + ": no such case");
          } else if (entry.unexplained()) {
            lines.add(id + ": no reason given");
          }
        });
    for (CaseResult result : report.results()) {
      String id = result.description().id();
      Verdict expected = entries.getOrDefault(id, SOUND).verdict();
      if (expected != result.verdict() && !result.leftForSlow()) {
        lines.add(id + ": expected " + expected + ", got " + result.verdict() + seen(result));
      }
    }
    return lines;
  }

  private static String seen(CaseResult result) {
    return result.observed().isEmpty() ? "" : ": " + result.observed();
  }
}
