package org.stlspec.report;

import java.util.List;
import java.util.stream.Collectors;
import org.stlspec.report.Matrix.CaseRow;
import org.stlspec.report.Matrix.RequirementRow;
import org.stlspec.verdict.Verdict;

/** The rows of {@code matrix.html}: cases by topic, and requirements. */
final class MatrixRows {
  private final Matrix matrix;
  private final Html html = new Html();

  private MatrixRows(Matrix matrix) {
    this.matrix = matrix;
  }

  static String cases(Matrix matrix) {
    var rows = new MatrixRows(matrix);
    String topic = "";
    for (CaseRow row : matrix.cases()) {
      if (!row.one().topic().equals(topic)) {
        topic = row.one().topic();
        rows.group(topic);
      }
      rows.add(row);
    }
    return rows.html.toString();
  }

  static String requirements(Matrix matrix) {
    var rows = new MatrixRows(matrix);
    matrix.requirements().forEach(rows::add);
    return rows.html.toString();
  }

  private void group(String topic) {
    html.add("<tbody class=\"group\"><tr><th scope=\"rowgroup\" colspan=\"");
    html.add(Integer.toString(matrix.products().size() + 1), "\">").text(topic).add("\n");
  }

  private void add(CaseRow row) {
    SavedCase one = row.one();
    begin(
        "case row",
        one.id(),
        one.level(),
        row.differs(),
        row.cells().stream().flatMap(cell -> cell.stream().map(SavedCase::verdict)).toList());
    html.add("><th scope=\"row\"><code>", one.id(), "</code> <span>").text(one.title());
    html.add("</span>");
    for (Product product : matrix.products()) {
      cell(product);
      product.played(one.id()).ifPresentOrElse(played -> cell(product, played), this::none);
    }
    html.add("\n");
  }

  private void begin(
      String kind, String id, String level, boolean differs, List<Verdict> verdicts) {
    html.add("<tr class=\"", kind, "\" id=\"").text(id).add("\" data-level=\"").text(level);
    html.add("\" data-verdict=\"");
    html.add(verdicts.stream().distinct().map(Html::lower).collect(Collectors.joining(" ")));
    html.add(differs ? "\" data-differs" : "\"");
  }

  /**
   * Where lines are broken for a narrow window the name of the product stands beside the verdict.
   */
  private void cell(Product product) {
    html.add("<td data-product=\"").text(product.name()).add("\">");
  }

  private void none() {
    html.add("–");
  }

  private void cell(Product product, SavedCase played) {
    button(played.verdict());
    html.add("<template><dl>");
    term("Expected", played.expected());
    term("Observed", played.observed().isEmpty() ? "nothing else" : played.observed());
    term("Known", product.reason(played).filter(why -> !why.equals(played.observed())).orElse(""));
    html.add("</dl>");
    if (played.finding()) {
      html.add(HtmlTranscript.of(played.transcript(), played.millis()));
    }
    if (!product.page().isEmpty()) {
      html.add("<p><a href=\"")
          .text(product.page() + "#" + played.id())
          .add("\">the whole dialogue</a>");
    }
    html.add("</template>");
  }

  private void term(String name, String text) {
    if (!text.isEmpty()) {
      html.add("<dt>", name, "<dd>").text(text);
    }
  }

  private void button(Verdict verdict) {
    String shown = verdict == Verdict.INCONCLUSIVE ? "INC" : verdict.name();
    html.add("<button type=\"button\" class=\"", Html.lower(verdict), "\">", shown, "</button>");
  }

  private void add(RequirementRow row) {
    var one = row.one();
    List<Verdict> verdicts =
        row.cells().stream()
            .filter(text -> !text.equals(Product.UNTESTED))
            .map(Verdict::valueOf)
            .toList();
    begin("row", one.id(), one.level().toString(), row.differs(), verdicts);
    html.add(" data-cases=\"", String.join(" ", row.cases()), "\"><th scope=\"row\"><code>");
    html.add(one.id(), "</code> <small>").text(one.level() + ", " + one.source());
    html.add("</small> <span>").text(one.statement()).add("</span>");
    for (Product product : matrix.products()) {
      cell(product);
      String met = product.met(one.id());
      if (met.equals(Product.UNTESTED)) {
        none();
      } else {
        button(Verdict.valueOf(met));
      }
    }
    html.add("\n");
  }
}
