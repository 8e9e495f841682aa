package org.stlspec.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.stlspec.report.Product.Weakness;
import org.stlspec.verdict.Verdict;

/** Writes {@code matrix.html}: one file, no network, a column for each product. */
final class MatrixPage {
  private final Matrix matrix;

  private MatrixPage(Matrix matrix) {
    this.matrix = matrix;
  }

  static void write(Matrix matrix, Path file) throws IOException {
    Files.write(file, new MatrixPage(matrix).page().getBytes(UTF_8));
  }

  private String page() {
    return Page.of("matrix.html")
        .with("title", matrix.products().size() + " products side by side")
        .with("run", run())
        .with("verdicts", verdicts())
        .with("figures", figures())
        .with("products", products())
        .with("heads", heads())
        .with("cases", MatrixRows.cases(matrix))
        .with("requirements", MatrixRows.requirements(matrix))
        .toString();
  }

  private String run() {
    var html = new Html().add("<time>").text(matrix.made().truncatedTo(ChronoUnit.SECONDS) + "");
    html.add("</time>, stlspec ").text(matrix.version());
    for (var one : matrix.leftOut()) {
      html.add("<br>Left out: <strong>").text(one.name()).add("</strong>: ").text(one.why());
    }
    return html.toString();
  }

  private String verdicts() {
    var html = new Html();
    for (Verdict verdict : Verdict.values()) {
      long count = matrix.products().stream().mapToLong(one -> count(one, verdict)).sum();
      Page.choice(html, Html.lower(verdict), verdict.name(), count);
    }
    return html.toString();
  }

  private static long count(Product one, Verdict verdict) {
    return one.counts().getOrDefault(verdict, 0L);
  }

  /** A row of figures for each product. */
  private String figures() {
    var html = new Html().add("<thead><tr><th scope=\"col\">product");
    Arrays.stream(Verdict.values()).forEach(one -> html.add("<th scope=\"col\">", one.name()));
    html.add("<th scope=\"col\">baseline</thead>\n");
    int number = 0;
    for (Product one : matrix.products()) {
      html.add("<tr><th scope=\"row\"><a href=\"#product-" + ++number + "\">").text(one.name());
      html.add("</a>");
      for (Verdict verdict : Verdict.values()) {
        html.add("<td>", Long.toString(count(one, verdict)));
      }
      html.add("<td>", one.standing(), "\n");
    }
    return html.toString();
  }

  private String products() {
    var html = new Html();
    int number = 0;
    for (Product one : matrix.products()) {
      html.add("<section class=\"product\" id=\"product-" + ++number + "\"><h3>").text(one.name());
      html.add(" <small>").text(one.about()).add("</small></h3>\n<p>");
      html.text(one.run() + ", " + one.standing());
      if (!one.page().isEmpty()) {
        html.add(", <a href=\"").text(one.page()).add("\">all dialogues</a>");
      }
      html.add("\n<div class=\"bar\" aria-hidden=\"true\">", Page.bar(one.counts()), "</div>\n");
      differences(html, one);
      weaknesses(html, one);
      html.add("</section>\n");
    }
    return html.toString();
  }

  private static void differences(Html html, Product one) {
    if (!one.differences().isEmpty()) {
      html.add("<p><strong>Not as its baseline says:</strong>\n<ul>\n");
      one.differences().forEach(line -> html.add("<li>").text(line).add("\n"));
      html.add("</ul>\n");
    }
  }

  private static void weaknesses(Html html, Product one) {
    html.add(
        one.weaknesses().isEmpty() ? "<p>Nothing to say against it.\n" : "<ul class=\"plain\">\n");
    for (Weakness weakness : one.weaknesses()) {
      html.add("<li>", Page.verdict(weakness.verdict()), " <small>", weakness.topics());
      html.add("</small> ").text(weakness.words()).add(" ");
      links(html, weakness);
    }
    html.add(one.weaknesses().isEmpty() ? "" : "</ul>\n");
  }

  private static void links(Html html, Weakness weakness) {
    int count = weakness.cases().size();
    html.add(count == 1 ? "" : "<details><summary>" + count + " cases</summary>");
    weakness.cases().forEach(one -> html.add(Page.link(one.id()), " "));
    html.add(count == 1 ? "\n" : "</details>\n");
  }

  private String heads() {
    var html = new Html();
    for (Product one : matrix.products()) {
      html.add("<th scope=\"col\"><span>").text(one.name()).add("</span>");
    }
    return html.toString();
  }
}
