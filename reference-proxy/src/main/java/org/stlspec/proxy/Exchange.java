package org.stlspec.proxy;

import io.netty.buffer.ByteBuf;
import java.util.function.Consumer;

/** One command before login and everything the backend says to it, until the reply is whole. */
final class Exchange {

  /** How far it is. */
  enum State {
    /** The backend has to speak. */
    AWAITED,
    /** Inside AUTH: the client's next line is data, whatever it looks like (RFC 5034 section 4). */
    CHALLENGED,
    ACCEPTED,
    REFUSED
  }

  private final Command command;
  private final CapaList capa;
  private State state = State.AWAITED;
  private boolean inList;

  Exchange(Command command, CapaList capa) {
    this.command = command;
    this.capa = capa;
  }

  Command command() {
    return command;
  }

  State state() {
    return state;
  }

  /** The client has sent its data to a challenge. */
  void answered() {
    state = State.AWAITED;
  }

  /** A line of the reply; what the client shall see of it goes to the consumer. */
  void reply(Line line, Consumer<ByteBuf> client) throws Violation {
    if (inList) state = listLine(line, client);
    else state = statusLine(line, client);
  }

  private State listLine(Line line, Consumer<ByteBuf> client) throws Violation {
    boolean last = line.terminator();
    if (command.capa()) capa.line(line, client);
    else client.accept(line.octets());
    return last ? State.ACCEPTED : State.AWAITED;
  }

  private State statusLine(Line line, Consumer<ByteBuf> client) {
    boolean positive = line.positive();
    boolean challenge = command.sasl() && line.challenge();
    inList = positive && command.listed();
    if (knowsNoCapa(line)) {
      line.drop();
      capa.own(client);
      return State.ACCEPTED;
    }
    client.accept(line.octets());
    if (challenge) return State.CHALLENGED;
    if (inList) return State.AWAITED;
    return positive ? State.ACCEPTED : State.REFUSED;
  }

  /** A refused CAPA with an argument was refused for the argument: that is for the client. */
  private boolean knowsNoCapa(Line line) {
    return command.capa() && !command.argument() && line.negative();
  }
}
