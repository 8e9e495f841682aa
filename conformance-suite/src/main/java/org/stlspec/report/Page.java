package org.stlspec.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.stlspec.requirement.Level;
import org.stlspec.verdict.Verdict;

/** A page of one file: a template, what is filled in, and the looks and the filter all share. */
final class Page {
  private static final Pattern PLACEHOLDER = Pattern.compile("@([a-z]+)@");

  private final String template;
  private final Map<String, String> parts = new HashMap<>();

  private Page(String template) {
    this.template = template;
  }

  /** The page made from the template of that name. */
  static Page of(String template) {
    return new Page(resource(template))
        .with("style", resource("page.css"))
        .with("filter", resource("filter.js"))
        .with("levels", levels());
  }

  private static String resource(String name) {
    try (var in = Page.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String levels() {
    var html = new Html();
    Arrays.stream(Level.values()).forEach(level -> html.add("<option>", level.toString()));
    return html.toString();
  }

  Page with(String name, String markup) {
    parts.put(name, markup);
    return this;
  }

  /** In one pass: what a target says may look like a placeholder. */
  @Override
  public String toString() {
    return PLACEHOLDER
        .matcher(template)
        .replaceAll(found -> Matcher.quoteReplacement(parts.get(found.group(1))));
  }

  /** A verdict in its colour. */
  static String verdict(Verdict verdict) {
    return "<b class=\"" + Html.lower(verdict) + "\">" + verdict + "</b>";
  }

  /** A link to a case or a requirement of the page. */
  static String link(String id) {
    return "<a href=\"#" + id + "\"><code>" + id + "</code></a>";
  }

  /** A box to choose a verdict by. */
  static void choice(Html html, String value, String label, long count) {
    html.add("<label class=\"", value, "\"><input type=\"checkbox\" name=\"verdict\" value=\"");
    html.add(value, "\"> ", label, " <b>", Long.toString(count), "</b></label>\n");
  }

  /** A strip in which every verdict has its share; the figures stand beside it as text. */
  static String bar(Map<Verdict, Long> counts) {
    var html = new Html();
    counts.forEach(
        (verdict, count) -> {
          html.add("<span class=\"", Html.lower(verdict), "\" style=\"flex-grow:");
          html.add(Long.toString(count), "\"></span>");
        });
    return html.toString();
  }
}
