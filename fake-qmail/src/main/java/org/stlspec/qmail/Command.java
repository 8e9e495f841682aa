package org.stlspec.qmail;

import java.util.Locale;

/**
 * A command line as qmail's programs take it apart.
 *
 * @param keyword up to the first blank, in upper case
 * @param argument what follows the blanks behind the keyword; empty if nothing does
 */
public record Command(String keyword, String argument) {

  /** Takes a line apart that has lost its line end. NUL ends it early, as it ends a string in C. */
  public static Command of(String line) {
    int nul = line.indexOf('\0');
    String seen = nul < 0 ? line : line.substring(0, nul);
    int blank = seen.indexOf(' ');
    return blank < 0
        ? new Command(seen.toUpperCase(Locale.ROOT), "")
        : new Command(
            seen.substring(0, blank).toUpperCase(Locale.ROOT), withoutLeadingBlanks(seen, blank));
  }

  private static String withoutLeadingBlanks(String line, int from) {
    int start = from;
    while (start < line.length() && line.charAt(start) == ' ') {
      start++;
    }
    return line.substring(start);
  }
}
