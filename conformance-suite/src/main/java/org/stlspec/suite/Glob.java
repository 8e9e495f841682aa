package org.stlspec.suite;

import java.util.regex.Pattern;

/** A pattern over ids: {@code *} any text, {@code ?} one character. */
record Glob(String pattern) {
  boolean matches(String id) {
    String regex = Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
    return id.matches(regex);
  }
}
