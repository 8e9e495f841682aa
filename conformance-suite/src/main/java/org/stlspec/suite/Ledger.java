package org.stlspec.suite;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.stlspec.requirement.Requirement;
import org.stlspec.requirement.Requirements;

/** Every requirement with the cases that verify it, or with the reason why none does. */
public final class Ledger {

  /** One requirement and the cases that verify it. */
  public record Row(Requirement requirement, List<CaseDescription> cases) {

    public boolean verified() {
      return !cases.isEmpty();
    }

    /** The ids of the cases. */
    public List<String> caseIds() {
      return cases.stream().map(CaseDescription::id).toList();
    }
  }

  private final List<Row> rows;

  private Ledger(List<Row> rows) {
    this.rows = rows;
  }

  /** All requirements, against these cases. */
  public static Ledger of(Catalogue catalogue) {
    return new Ledger(
        Requirements.all().rows().stream()
            .map(requirement -> new Row(requirement, catalogue.verifying(requirement.id())))
            .toList());
  }

  /** In the order of the catalogue. */
  public List<Row> rows() {
    return rows;
  }

  /** The figures in three lines: in all, then verified of all by level and by area. */
  public List<String> totals() {
    long verified = verified(rows);
    String all =
        "%d requirements: %d verified by cases, %d untested for a reason"
            .formatted(rows.size(), verified, rows.size() - verified);
    return List.of(
        all,
        "verified by level: " + shares(row -> row.requirement().level().toString()),
        "verified by area: " + shares(row -> row.requirement().area()));
  }

  private String shares(Function<Row, String> kind) {
    Map<String, List<Row>> kinds =
        rows.stream().collect(Collectors.groupingBy(kind, LinkedHashMap::new, Collectors.toList()));
    return kinds.entrySet().stream()
        .map(one -> one.getKey() + " " + verified(one.getValue()) + "/" + one.getValue().size())
        .collect(Collectors.joining(", "));
  }

  private static long verified(List<Row> rows) {
    return rows.stream().filter(Row::verified).count();
  }
}
