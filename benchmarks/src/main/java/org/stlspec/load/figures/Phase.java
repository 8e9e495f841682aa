package org.stlspec.load.figures;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A part of a session that is timed by itself. */
public enum Phase {
  /** From when a session should have begun to when it did. */
  WAIT,
  /** TCP. */
  CONNECT,
  GREETING,
  /** CAPA outside TLS. */
  CAPA,
  /** From STLS to its {@code +OK}. */
  STLS,
  /** A TLS handshake with certificate. */
  HANDSHAKE_FULL,
  /** One that goes on from an earlier session. */
  HANDSHAKE_RESUMED,
  /** CAPA inside TLS. */
  CAPA_TLS,
  /** From USER to the reply to PASS. */
  LOGIN,
  STAT,
  LIST,
  UIDL,
  NOOP,
  /** One message, to its last octet. */
  RETR,
  QUIT,
  /** All from the real beginning to the reply to QUIT. */
  SERVICE,
  /** All from when it should have begun: what a user sees, whatever held the generator up. */
  SESSION;

  /** The name in reports and thresholds. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The phase of that label. */
  public static Optional<Phase> labelled(String label) {
    return Arrays.stream(values()).filter(phase -> phase.label().equals(label)).findFirst();
  }

  /** Whether it is one step of a session, not the sum of several. */
  public boolean single() {
    return this != SERVICE && this != SESSION;
  }
}
