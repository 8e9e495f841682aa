package org.stlspec.load.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.stlspec.load.figures.ErrorCount;
import org.stlspec.load.figures.Figures;
import org.stlspec.load.figures.Phase;

/** {@code load.html}: one file, no network, no script. */
final class HtmlReport {
  private static final Pattern PLACEHOLDER = Pattern.compile("@([a-z]+)@");

  private final LoadReport report;
  private final Figures figures;

  private HtmlReport(LoadReport report) {
    this.report = report;
    this.figures = report.figures();
  }

  static String of(LoadReport report) {
    return new HtmlReport(report).page();
  }

  private String page() {
    var charts = new Charts(figures);
    Map<String, String> parts =
        Map.ofEntries(
            Map.entry("target", escaped(report.target())),
            Map.entry("run", run()),
            Map.entry("verdict", verdict()),
            Map.entry("generator", generator()),
            Map.entry("tiles", tiles()),
            Map.entry("phases", PhaseTable.of(figures)),
            Map.entry("latency", charts.latency()),
            Map.entry("rate", charts.rate()),
            Map.entry("percentiles", charts.percentiles()),
            Map.entry("failures", charts.failures()),
            Map.entry("errors", errors()),
            Map.entry("settings", settings()));
    return PLACEHOLDER
        .matcher(template())
        .replaceAll(found -> Matcher.quoteReplacement(parts.get(found.group(1))));
  }

  private static String template() {
    try (var in = HtmlReport.class.getResourceAsStream("load.html")) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private String run() {
    return String.format(
        Locale.ROOT,
        "<time>%s</time>, %.1f s, stlspec-load %s",
        report.started().truncatedTo(ChronoUnit.SECONDS),
        figures.nanos() / 1e9,
        escaped(report.version()));
  }

  private String verdict() {
    if (report.breaches().isEmpty()) return "<p class=\"good\">All bounds kept.</p>";
    var html = new StringBuilder("<ul class=\"bad\">\n");
    report.breaches().forEach(breach -> html.append("<li>").append(escaped(breach)).append('\n'));
    return html.append("</ul>").toString();
  }

  private String generator() {
    String style = report.generator().bottleneck() ? "bad" : "good";
    return "<p class=\"" + style + "\">" + escaped(Console.generator(report)) + "</p>";
  }

  private String tiles() {
    var html = new StringBuilder();
    tile(html, "sessions", Written.count(figures.sessions()));
    tile(html, "a second", Written.rate(figures.rate()));
    tile(html, "failed", Written.count(figures.failed()));
    figures
        .summary(Phase.SESSION)
        .ifPresent(
            times -> {
              tile(html, "session p50", Written.time(times.p50()));
              tile(html, "session p99", Written.time(times.p99()));
            });
    tile(html, "of messages", Written.megabytes(figures.octetRate()) + "/s");
    return html.toString();
  }

  private static void tile(StringBuilder html, String name, String value) {
    html.append("<div><b>").append(value).append("</b> ").append(name).append("</div>\n");
  }

  private String errors() {
    if (figures.errors().isEmpty()) return "<p>No session failed.</p>\n";
    var html =
        new StringBuilder(
            "<table><thead><tr><th scope=\"col\">class<th scope=\"col\">phase"
                + "<th scope=\"col\">count<th scope=\"col\" class=\"text\">seen first</thead>\n");
    for (ErrorCount error : figures.errors()) {
      html.append("<tr><th scope=\"row\">").append(error.error().label());
      html.append("<td>").append(error.phase().label());
      html.append("<td>").append(Written.count(error.count()));
      html.append("<td class=\"text\">").append(escaped(error.example())).append('\n');
    }
    return html.append("</table>\n").toString();
  }

  private String settings() {
    var html = new StringBuilder();
    report
        .settings()
        .forEach(
            (name, value) ->
                html.append("<tr><th scope=\"row\">")
                    .append(escaped(name))
                    .append("<td class=\"text\">")
                    .append(escaped(value))
                    .append('\n'));
    return html.toString();
  }
}
