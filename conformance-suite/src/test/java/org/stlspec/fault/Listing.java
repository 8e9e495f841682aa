package org.stlspec.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A capability list: its first line, and the lines up to the termination octet. */
record Listing(String status, List<String> lines) {
  /** What is said in place of a backend that knows no CAPA. */
  static final Listing OWN = new Listing("+OK capabilities", List.of("USER", "TOP", "UIDL"));

  Listing {
    lines = List.copyOf(lines);
  }

  Listing without(String tag) {
    return new Listing(status, lines.stream().filter(line -> !tag(line).equals(tag)).toList());
  }

  Listing with(String line) {
    var more = new ArrayList<>(lines);
    more.add(line);
    return new Listing(status, more);
  }

  boolean has(String tag) {
    return lines.stream().anyMatch(line -> tag(line).equals(tag));
  }

  private static String tag(String line) {
    return line.split("[ \t]", 2)[0].toUpperCase(Locale.ROOT);
  }

  String text() {
    var text = new StringBuilder(status).append("\r\n");
    lines.forEach(line -> text.append(line).append("\r\n"));
    return text.append(".\r\n").toString();
  }
}
