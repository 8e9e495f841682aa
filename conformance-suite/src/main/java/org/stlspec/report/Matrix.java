package org.stlspec.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.stlspec.requirement.Requirement;
import org.stlspec.requirement.Requirements;
import org.stlspec.suite.CaseDescription;
import org.stlspec.suite.Catalogue;

/**
 * Products side by side.
 *
 * @param version that of the stlspec which made it
 * @param leftOut products that were asked for and are not in it
 */
public record Matrix(String version, Instant made, List<Product> products, List<LeftOut> leftOut) {

  /**
   * A product that could not be judged.
   *
   * @param why in one line
   */
  public record LeftOut(String name, String why) {}

  /**
   * A case across the products.
   *
   * @param one what is said of the case itself
   * @param cells in the order of the products; empty where it was not played
   */
  record CaseRow(SavedCase one, List<Optional<SavedCase>> cells) {
    boolean differs() {
      return cells.stream().map(cell -> cell.map(SavedCase::verdict)).distinct().count() > 1;
    }
  }

  /**
   * A requirement across the products.
   *
   * @param cases ids of those that verify it
   * @param cells verdicts in the order of the products; {@code untested} where there is none
   */
  record RequirementRow(Requirement one, List<String> cases, List<String> cells) {
    boolean differs() {
      return new HashSet<>(cells).size() > 1;
    }
  }

  /** The products under names of their own, in the order in which they are given. */
  public static Matrix of(List<Product> products, List<LeftOut> leftOut) {
    Set<String> names = new HashSet<>();
    List<Product> named = new ArrayList<>();
    for (Product one : products) {
      String name = one.name();
      for (int number = 2; !names.add(name); number++) {
        name = one.name() + " (" + number + ")";
      }
      named.add(one.named(name));
    }
    return new Matrix(SuiteVersion.text(), Instant.now(), List.copyOf(named), List.copyOf(leftOut));
  }

  /** Every case that was played somewhere, by id. */
  List<CaseRow> cases() {
    var byId = new TreeMap<String, SavedCase>();
    products.stream()
        .map(one -> one.report().cases().values())
        .flatMap(Collection::stream)
        .forEach(one -> byId.putIfAbsent(one.id(), one));
    return byId.values().stream().map(this::row).toList();
  }

  private CaseRow row(SavedCase one) {
    return new CaseRow(one, products.stream().map(in -> in.played(one.id())).toList());
  }

  /** Every requirement that was tested somewhere, in the order of the catalogue. */
  List<RequirementRow> requirements() {
    return Requirements.all().rows().stream()
        .map(this::row)
        .filter(row -> row.cells().stream().anyMatch(one -> !one.equals(Product.UNTESTED)))
        .toList();
  }

  private RequirementRow row(Requirement one) {
    return new RequirementRow(
        one,
        Catalogue.shipped().verifying(one.id()).stream().map(CaseDescription::id).toList(),
        products.stream().map(in -> in.met(one.id())).toList());
  }

  /**
   * Writes {@code matrix.html}, {@code matrix.md} and {@code matrix.json}.
   *
   * @throws IOException if one cannot be written
   */
  public void write(Path directory) throws IOException {
    Files.createDirectories(directory);
    MatrixJson.write(this, directory.resolve("matrix.json"));
    MatrixSummary.write(this, directory.resolve("matrix.md"));
    MatrixPage.write(this, directory.resolve("matrix.html"));
  }
}
