package org.stlspec.proxy;

import java.util.Optional;

/**
 * The time before login, in clear or inside TLS. Lock-step: one command out, its whole reply in,
 * then the next; so replies keep their order and none is on its way when TLS begins.
 */
final class Authorization implements Phase {
  private final boolean insideTls;
  private Optional<Exchange> exchange = Optional.empty();
  private boolean clientDone;

  Authorization(boolean insideTls) {
    this.insideTls = insideTls;
  }

  @Override
  public Optional<Phase> step(Session session) throws Violation {
    Optional<Line> heard = session.backendLine();
    if (heard.isPresent()) return Optional.of(heard(session, heard.get()));
    if (session.backend().ended()) session.backendLeft();
    else if (!awaitingReply() && !clientDone) return ask(session);
    return Optional.empty();
  }

  private Optional<Phase> ask(Session session) throws Violation {
    Optional<Line> said = session.command();
    if (said.isPresent()) return Optional.of(said(session, said.get()));
    if (session.client().ended()) clientDone(session);
    return Optional.empty();
  }

  private boolean awaitingReply() {
    return exchange.map(e -> e.state() == Exchange.State.AWAITED).orElse(false);
  }

  /** An unfinished last line is no command (RFC 1939 section 3), and no QUIT is added. */
  private void clientDone(Session session) {
    clientDone = true;
    session.client().lines().drop();
    session.backend().endOutput();
  }

  /**
   * The backend's line: part of the reply, or unasked. What is unasked reaches the client at once,
   * in clear or not as the session is, and the connection it came on does not outlive STLS.
   */
  private Phase heard(Session session, Line line) throws Violation {
    if (exchange.isEmpty()) {
      session.backend().soil();
      session.toClient(line.octets());
      return this;
    }
    exchange.get().reply(line, session::toClient);
    return switch (exchange.get().state()) {
      case AWAITED -> this;
      case CHALLENGED -> challenged(session);
      case ACCEPTED -> accepted(session);
      case REFUSED -> refused(session);
    };
  }

  /** RFC 5034 section 4: a response may be as long as a challenge, whatever commands may be. */
  private Phase challenged(Session session) {
    session.client().lines().longestLine(session.settings().limits().replyLine());
    return this;
  }

  private Phase accepted(Session session) {
    Command command = exchange.get().command();
    exchange = Optional.empty();
    session.commandAccepted();
    return command.completesLogin() ? new Transaction(session) : this;
  }

  private Phase refused(Session session) throws Violation {
    exchange = Optional.empty();
    session.commandRefused();
    return this;
  }

  private Phase said(Session session, Line line) throws Violation {
    if (line.ambiguous()) {
      line.drop();
      throw new Violation("NUL or bare CR in a line", Reply.BAD_OCTET);
    }
    if (exchange.isPresent()) return saslData(session, line);
    Command command = Command.of(line);
    if (command.http()) {
      line.drop();
      throw new Violation("HTTP request", Reply.NOT_HTTP);
    }
    if (command.stls()) return stls(session, line, command);
    if (command.forbidden()) return refuse(session, line, Reply.FORBIDDEN);
    if (command.login() && !insideTls && session.settings().requireTls()) {
      return refuse(session, line, Reply.TLS_REQUIRED);
    }
    exchange = Optional.of(new Exchange(command, capaList(session)));
    if (!command.neutral()) session.backend().soil();
    session.toBackend(line.octets());
    return this;
  }

  private CapaList capaList(Session session) {
    boolean offersStls = !insideTls && !session.tooLateForTls();
    return new CapaList(session.settings(), insideTls, offersStls);
  }

  private Phase saslData(Session session, Line line) {
    exchange.get().answered();
    session.client().lines().longestLine(session.settings().limits().commandLine());
    session.toBackend(line.octets());
    return this;
  }

  /** RFC 2595 section 4: no argument, and not inside TLS. Blanks at either end are no argument. */
  private Phase stls(Session session, Line line, Command command) throws Violation {
    if (insideTls) return refuse(session, line, Reply.TLS_ACTIVE);
    if (command.argument()) return refuse(session, line, Reply.STLS_ARGUMENT);
    if (session.tooLateForTls()) return refuse(session, line, Reply.STLS_TOO_LATE);
    line.drop();
    return session.beginTls();
  }

  private Phase refuse(Session session, Line line, Reply reply) throws Violation {
    line.drop();
    session.toClient(reply.octets());
    session.commandRefused();
    return this;
  }
}
