package org.stlspec.proxy;

import java.util.Optional;

/** Waits for the backend to greet. What the client sends meanwhile waits with it. */
final class Greeting implements Phase {

  /** Who hears the greeting. */
  enum Hearer {
    /** RFC 1939 section 4: the client, octet for octet, for APOP hangs on it. */
    CLIENT,
    /** The client was greeted before STLS and is not greeted twice (RFC 2595 section 4). */
    NOBODY
  }

  private final Hearer hearer;

  Greeting(Hearer hearer) {
    this.hearer = hearer;
  }

  @Override
  public Optional<Phase> step(Session session) throws Violation {
    Link backend = session.backend();
    Optional<Line> greeting = backend.lines().next();
    if (greeting.isPresent()) return Optional.of(greeted(session, greeting.get()));
    if (backend.ended() || backend.lines().overlong()) return unavailable(session);
    return Optional.empty();
  }

  private Phase greeted(Session session, Line greeting) throws Violation {
    session.backendGreeted();
    boolean refused = greeting.negative();
    if (hearer == Hearer.CLIENT) {
      session.toClient(greeting.octets());
      if (refused) session.close("backend refused the session");
    } else {
      greeting.drop();
      if (refused) session.backend().close();
    }
    return refused ? this : new Authorization(session.insideTls());
  }

  /** A client that hears no greeting hears of the trouble when it speaks next. */
  private Optional<Phase> unavailable(Session session) throws Violation {
    if (hearer == Hearer.NOBODY) {
      Optional<Line> command = session.command();
      if (command.isEmpty() && !session.client().ended()) return Optional.empty();
      command.ifPresent(Line::drop);
    }
    throw new Violation(session.backend().trouble(), Reply.BACKEND_UNAVAILABLE);
  }
}
