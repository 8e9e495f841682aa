package org.stlspec.report;

import java.util.Locale;

/** A piece of a page while it is written. */
final class Html {
  private final StringBuilder html = new StringBuilder();

  /** Adds markup as it is. */
  Html add(String... parts) {
    for (String part : parts) {
      html.append(part);
    }
    return this;
  }

  /** Adds text in which nothing is markup. */
  Html text(String text) {
    html.append(escaped(text));
    return this;
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** The name of a constant, as class names and ids have it. */
  static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return html.toString();
  }
}
