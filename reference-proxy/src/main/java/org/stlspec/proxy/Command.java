package org.stlspec.proxy;

import java.util.Set;

/**
 * A client's command before login, as far as the proxy has to understand it.
 *
 * @param keyword in upper case; leading blanks do not count, as some backends skip them
 * @param firstArgument the first word behind the keyword in upper case; empty if there is none
 */
record Command(String keyword, String firstArgument) {
  private static final Set<String> NEUTRAL = Set.of("CAPA", "NOOP", "QUIT");
  private static final Set<String> LOGIN = Set.of("USER", "PASS", "APOP", "AUTH");

  /** With these a client behind a trusted proxy could claim another address. */
  private static final Set<String> FORBIDDEN = Set.of("XCLIENT", "XOIP", "PROXY");

  /** What a browser that was led here says first. */
  private static final Set<String> HTTP =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");

  static Command of(Line line) {
    return new Command(line.token(), line.argumentToken());
  }

  boolean argument() {
    return !firstArgument.isEmpty();
  }

  boolean stls() {
    return keyword.equals("STLS");
  }

  boolean capa() {
    return keyword.equals("CAPA");
  }

  /** Whether it takes part in a login. */
  boolean login() {
    return LOGIN.contains(keyword);
  }

  /**
   * Whether the backend could take the proxy for the client: by a claimed address, or by SASL
   * EXTERNAL (RFC 4422 appendix A), which rests on what it knows of the connection.
   */
  boolean forbidden() {
    return FORBIDDEN.contains(keyword) || (sasl() && firstArgument.equals("EXTERNAL"));
  }

  boolean http() {
    return HTTP.contains(keyword);
  }

  /** Whether it leaves nothing behind in the backend that could matter after STLS. */
  boolean neutral() {
    return NEUTRAL.contains(keyword);
  }

  /** Whether a positive reply means that the client is logged in. */
  boolean completesLogin() {
    return keyword.equals("PASS") || keyword.equals("APOP") || sasl();
  }

  /** Whether challenges may follow (RFC 5034). */
  boolean sasl() {
    return keyword.equals("AUTH") && argument();
  }

  /**
   * Whether a positive reply is a list: CAPA, also with an argument that a backend tolerates, AUTH
   * without one (from before RFC 5034) and LANG without one (RFC 6856 section 3.2).
   */
  boolean listed() {
    return capa() || (!argument() && (keyword.equals("AUTH") || keyword.equals("LANG")));
  }
}
