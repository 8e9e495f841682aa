package org.stlspec.proxy;

/** Makes text of others fit for a log line: printable ASCII, and not for ever. */
public final class Escaped {
  private static final int LONGEST = 160;

  private Escaped() {}

  /** Quotes and backslashes behind a backslash, other octets than printable ones in hexadecimal. */
  public static String of(String text) {
    var out = new StringBuilder();
    for (int i = 0; i < text.length() && out.length() < LONGEST; i++) append(out, text.charAt(i));
    return out.toString();
  }

  private static void append(StringBuilder out, char c) {
    if (c == '\\' || c == '"') out.append('\\').append(c);
    else if (c >= ' ' && c <= '~') out.append(c);
    else out.append(String.format("\\x%02x", (int) c));
  }
}
