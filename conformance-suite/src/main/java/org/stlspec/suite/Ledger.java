package org.stlspec.suite;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stlspec.requirement.Level;
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
    Stream<String> areas = rows.stream().map(row -> row.requirement().area()).distinct();
    return List.of(
        all,
        "verified by level: " + shares(Arrays.stream(Level.values()), Requirement::level),
        "verified by area: " + shares(areas, Requirement::area));
  }

  private <T> String shares(Stream<T> kinds, Function<Requirement, T> kind) {
    return kinds
        .map(one -> one + " " + share(row -> kind.apply(row.requirement()).equals(one)))
        .collect(Collectors.joining(", "));
  }

  private String share(Predicate<Row> chosen) {
    List<Row> some = rows.stream().filter(chosen).toList();
    return verified(some) + "/" + some.size();
  }

  private static long verified(List<Row> rows) {
    return rows.stream().filter(Row::verified).count();
  }
}
