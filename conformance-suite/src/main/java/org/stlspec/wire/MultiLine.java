package org.stlspec.wire;

import java.util.List;
import java.util.Locale;
import org.stlspec.verdict.Finding;

/**
 * A multi-line response (RFC 1939 section 3), or a single line where the answer was negative.
 *
 * @param status the first line
 * @param lines the lines between status and termination octet, byte-stuffing undone, no line ends
 * @param octets everything from status indicator to termination octet as it came
 * @param complete whether the termination octet came
 * @param seen what a reader of the report should see
 */
public record MultiLine(
    Reply status, List<String> lines, Octets octets, boolean complete, String seen) {

  /** How many lines have this as their first word, whatever the case. */
  public long count(String tag) {
    return lines.stream().filter(line -> tag(line).equals(tag.toUpperCase(Locale.ROOT))).count();
  }

  public boolean has(String tag) {
    return count(tag) > 0;
  }

  private static String tag(String line) {
    return line.split("[ \t]", 2)[0].toUpperCase(Locale.ROOT);
  }

  /** Goes on only after a whole positive response. */
  public MultiLine ok() {
    status.ok();
    if (!complete) {
      throw new org.stlspec.verdict.Inconclusive("a whole reply to " + status.to(), seen);
    }
    return this;
  }

  public MultiLine mustBeComplete(String expected) {
    if (!status.positive() || !complete) {
      throw new Finding(expected, seen + " in answer to " + status.to());
    }
    return this;
  }
}
