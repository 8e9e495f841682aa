package org.stlspec.report;

import java.util.List;

/** A page in Markdown while it is written. */
final class Markdown {
  private final StringBuilder markdown = new StringBuilder();

  /** Adds markup as it is. */
  Markdown add(String... parts) {
    for (String part : parts) {
      markdown.append(part);
    }
    return this;
  }

  /** Adds text in which no bar, tag or line end is markup. */
  Markdown text(String text) {
    return add(
        text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").replace("\n", " "));
  }

  /** The first row of a table. */
  Markdown head(List<String> cells) {
    return row(cells).add("|").add("---|".repeat(cells.size())).add("\n");
  }

  Markdown row(List<String> cells) {
    cells.forEach(cell -> add("| ").text(cell).add(" "));
    return add("|\n");
  }

  @Override
  public String toString() {
    return markdown.toString();
  }
}
