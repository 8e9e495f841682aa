package org.stlspec.target;

import java.util.List;
import java.util.regex.Pattern;

/** Splits a command line into words: blanks separate, single and double quotes hold together. */
public final class Words {
  private static final Pattern WORD = Pattern.compile("(?:[^\\s'\"]++|'[^']*+'|\"[^\"]*+\")++");
  private static final Pattern QUOTED = Pattern.compile("'([^']*)'|\"([^\"]*)\"");

  private Words() {}

  /**
   * The words of a command line; no variables, no globs, no backslashes.
   *
   * @throws IllegalArgumentException if a quote is not closed or there is no word
   */
  public static List<String> of(String line) {
    if (!WORD.matcher(line).replaceAll("").isBlank()) {
      throw new IllegalArgumentException("a quote is not closed in: " + line);
    }
    List<String> words =
        WORD.matcher(line)
            .results()
            .map(word -> QUOTED.matcher(word.group()).replaceAll("$1$2"))
            .toList();
    if (words.isEmpty()) {
      throw new IllegalArgumentException("the command is empty");
    }
    return words;
  }
}
