package org.stlspec.load.client;

import java.util.Locale;

/** How a session is protected. */
public enum Mode {
  /** Not at all. */
  PLAIN,
  /** STLS (RFC 2595 section 4). */
  STLS,
  /** TLS from the first octet (RFC 8314). */
  TLS;

  /** The name on the command line and in reports. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
