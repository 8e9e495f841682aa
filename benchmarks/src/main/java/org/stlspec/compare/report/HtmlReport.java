package org.stlspec.compare.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stlspec.compare.result.Capacity;
import org.stlspec.compare.result.Report;
import org.stlspec.compare.work.Figure;

/** {@code compare.html}: one file, no network, no script. */
final class HtmlReport {
  private static final Pattern PLACEHOLDER = Pattern.compile("@([a-z]+)@");

  private HtmlReport() {}

  static String of(Report report) {
    var tables = new Tables(report);
    Map<String, String> parts =
        Map.of(
            "run", "<time>" + report.started().truncatedTo(ChronoUnit.SECONDS) + "</time>",
            "picture", new Charts(report.results()).picture(),
            "growth", growth(report),
            "capacity", capacity(tables.capacity()),
            "goals", table(tables.goals()),
            "medians", table(tables.medians()),
            "ratios", table(tables.ratios()),
            "charts", charts(report),
            "machine", machine(report),
            "remarks", remarks(report));
    return PLACEHOLDER
        .matcher(template())
        .replaceAll(found -> Matcher.quoteReplacement(parts.get(found.group(1))));
  }

  private static String template() {
    try (var in = HtmlReport.class.getResourceAsStream("compare.html")) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String capacity(List<List<String>> rows) {
    return rows.isEmpty()
        ? ""
        : "<h2>What it can serve, on paper</h2>\n<div class=\"wide\">"
            + table(rows)
            + "</div>\n<p class=\"soft\">"
            + Capacity.ASSUMPTIONS
            + "\n";
  }

  private static String table(List<List<String>> rows) {
    String head = row(rows.get(0), "<th scope=\"col\">", "<th scope=\"col\">");
    String body =
        rows.stream()
            .skip(1)
            .map(row -> row(row, "<th scope=\"row\">", "<td>"))
            .collect(Collectors.joining());
    return "<table><thead>" + head + "</thead>\n<tbody>" + body + "</tbody></table>\n";
  }

  private static String row(List<String> cells, String first, String others) {
    return "<tr>"
        + first
        + cells.stream().map(cell -> styled(escaped(cell))).collect(Collectors.joining(others))
        + "\n";
  }

  private static String styled(String cell) {
    return cell.equals("met") || cell.equals("missed")
        ? "<b class=\"" + cell + "\">" + cell + "</b>"
        : cell;
  }

  private static String growth(Report report) {
    String picture = new GrowthCharts(report.results()).picture();
    return picture.isEmpty()
        ? ""
        : "<h2>How costs grow</h2>\n<div class=\"picture\">" + picture + "</div>\n";
  }

  private static String charts(Report report) {
    var charts = new Charts(report.results());
    return report.results().figures().stream()
        .map(figure -> section(figure, charts.values(figure)))
        .collect(Collectors.joining());
  }

  private static String section(Figure figure, String chart) {
    return "<section><h3>"
        + figure.title()
        + ", "
        + figure.unit()
        + "</h3>\n"
        + chart
        + "</section>\n";
  }

  private static String machine(Report report) {
    return report.machine().entrySet().stream()
        .map(
            one ->
                "<tr><th scope=\"row\">" + escaped(one.getKey()) + "<td>" + escaped(one.getValue()))
        .collect(Collectors.joining("\n"));
  }

  private static String remarks(Report report) {
    return Stream.concat(
            report.missing().stream(), report.troubles().stream().map("came to nothing: "::concat))
        .map(line -> "<li>" + escaped(line) + "\n")
        .collect(Collectors.joining());
  }
}
