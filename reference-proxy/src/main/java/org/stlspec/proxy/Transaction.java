package org.stlspec.proxy;

import java.util.Optional;

/**
 * Logged in: octets pass both ways unseen (RFC 1939 section 5), until both directions have ended.
 */
final class Transaction implements Phase {

  /** Begins to relay, with what the readers of lines had left over. */
  Transaction(Session session) {
    Relay.join(session);
  }

  @Override
  public Optional<Phase> step(Session session) {
    return Optional.empty();
  }
}
