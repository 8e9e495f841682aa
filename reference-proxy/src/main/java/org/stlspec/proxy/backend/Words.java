package org.stlspec.proxy.backend;

import java.util.List;
import java.util.regex.Pattern;

/** Splits a command line into words: blanks separate, single and double quotes hold together. */
final class Words {
  private static final Pattern WORD = Pattern.compile("(?:[^\\s'\"]|'[^']*'|\"[^\"]*\")+");
  private static final Pattern QUOTED = Pattern.compile("'([^']*)'|\"([^\"]*)\"");

  private Words() {}

  /**
   * The words; no variables, no globs, no backslashes.
   *
   * @throws IllegalArgumentException if a quote is not closed or there is no word
   */
  static List<String> of(String line) {
    if (!WORD.matcher(line).replaceAll("").isBlank()) {
      throw new IllegalArgumentException("a quote is not closed in: " + line);
    }
    List<String> words = WORD.matcher(line).results().map(word -> bare(word.group())).toList();
    if (words.isEmpty()) throw new IllegalArgumentException("the command is empty");
    return words;
  }

  private static String bare(String word) {
    return QUOTED
        .matcher(word)
        .replaceAll(quoted -> java.util.regex.Matcher.quoteReplacement(inside(quoted)));
  }

  private static String inside(java.util.regex.MatchResult quoted) {
    return quoted.group(1) != null ? quoted.group(1) : quoted.group(2);
  }
}
