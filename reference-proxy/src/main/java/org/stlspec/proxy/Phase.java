package org.stlspec.proxy;

import java.util.Optional;

/**
 * Where a session is.
 *
 * <pre>
 * Greeting → Authorization(PLAIN) ─STLS→ Handshake → Authorization(TLS) → Transaction → Closed
 *                 └────────── PASS/APOP/AUTH answered +OK ───────────────────▲
 * </pre>
 *
 * On the port of implicit TLS it begins with Handshake; where the backend connection is replaced,
 * Greeting stands once more between Handshake and Authorization(TLS).
 */
sealed interface Phase permits Greeting, Authorization, Handshake, Transaction, Closed {

  /**
   * Does the next thing that can be done with what has arrived on either leg.
   *
   * @return the phase to go on with, perhaps the same; empty when there is nothing to do
   */
  Optional<Phase> step(Session session) throws Violation;
}
