package org.stlspec.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.stlspec.report.Matrix.CaseRow;
import org.stlspec.report.Product.Weakness;
import org.stlspec.verdict.Verdict;

/** Writes {@code matrix.md}: a table of figures, each product in words, and where they differ. */
final class MatrixSummary {
  private final Matrix matrix;
  private final Markdown text = new Markdown();

  private MatrixSummary(Matrix matrix) {
    this.matrix = matrix;
  }

  static void write(Matrix matrix, Path file) throws IOException {
    var summary = new MatrixSummary(matrix);
    summary.all();
    Files.write(file, summary.text.toString().getBytes(UTF_8));
  }

  private void all() {
    text.add("# stlspec: ", matrix.products().size() + " products side by side\n\n");
    figures();
    matrix
        .leftOut()
        .forEach(one -> text.add("\nLeft out: ").text(one.name() + ": " + one.why()).add("\n"));
    matrix.products().forEach(this::product);
    differing();
  }

  private void figures() {
    List<String> head = new ArrayList<>(List.of("product"));
    Arrays.stream(Verdict.values()).forEach(verdict -> head.add(verdict.name()));
    head.add("baseline");
    text.head(head);
    for (Product one : matrix.products()) {
      List<String> row = new ArrayList<>(List.of(one.name()));
      for (Verdict verdict : Verdict.values()) {
        row.add(Long.toString(one.counts().getOrDefault(verdict, 0L)));
      }
      row.add(one.standing());
      text.row(row);
    }
  }

  private void product(Product one) {
    text.add("\n## ").text(one.name()).add("\n\n");
    if (!one.about().isEmpty()) {
      text.text(one.about()).add("\n\n");
    }
    one.weaknesses().forEach(this::weakness);
    if (one.weaknesses().isEmpty()) {
      text.add("Nothing to say against it.\n");
    }
    one.differences().forEach(line -> text.add("- **differs** ").text(line).add("\n"));
  }

  private void weakness(Weakness weakness) {
    String cases =
        weakness.cases().stream()
            .map(one -> "`" + one.id() + "`")
            .collect(Collectors.joining(", "));
    text.add("- **", weakness.verdict().name(), "** ", weakness.topics(), ": ");
    text.text(weakness.words()).add(" (", cases, ")\n");
  }

  private void differing() {
    List<CaseRow> rows = matrix.cases().stream().filter(CaseRow::differs).toList();
    text.add("\n## Where they differ\n\n");
    List<String> head = new ArrayList<>(List.of("case"));
    matrix.products().forEach(one -> head.add(one.name()));
    text.head(head);
    for (CaseRow row : rows) {
      List<String> cells = new ArrayList<>(List.of(row.one().id()));
      row.cells().forEach(cell -> cells.add(cell.map(one -> one.verdict().name()).orElse("")));
      text.row(cells);
    }
  }
}
