package org.stlspec.proxy;

import java.util.Optional;

/**
 * TLS has the client's connection to itself. A failure ends the session, wherever it is noticed.
 */
final class Handshake implements Phase {

  @Override
  public Optional<Phase> step(Session session) {
    if (session.handshaken()) return Optional.of(next(session));
    return Optional.empty();
  }

  /**
   * Nothing learnt in the clear survives. The backend connection is kept only if it was asked
   * nothing but CAPA, NOOP and QUIT, has said nothing unasked, and is open.
   */
  private static Phase next(Session session) {
    if (!session.hasBackend()) {
      session.connectBackend();
      return new Greeting(Greeting.Hearer.CLIENT);
    }
    if (session.backend().fresh()) return new Authorization(true);
    session.replaceBackend();
    return new Greeting(Greeting.Hearer.NOBODY);
  }
}
