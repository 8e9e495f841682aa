package org.stlspec.wire;

import java.util.Optional;
import org.bouncycastle.tls.AlertDescription;
import org.stlspec.verdict.Finding;
import org.stlspec.verdict.Inconclusive;

/**
 * What a target said to a {@link ClientHello}.
 *
 * @param hello its choice; empty if it made none
 * @param ended whether it refused by an alert or the end of the connection
 * @param seen in words for a reader
 */
public record HelloAnswer(Optional<ServerHello> hello, boolean ended, String seen) {
  private static final int SERVER_HELLO = 2;

  /** Reads records until the ServerHello is whole, or something else came. */
  static HelloAnswer from(Client client) {
    Octets message = Octets.NONE;
    while (true) {
      Octets header = client.read(Records.HEADER);
      if (header.length() < Records.HEADER) {
        Reply rest = client.rest();
        return nothing(rest.left(), header.isEmpty() ? rest.seen() : "'" + header + "'");
      }
      Octets content = client.read(Records.uint(header, 3, 2));
      if (!Records.is(Records.HANDSHAKE, header)) {
        return other(header, content);
      }
      message = message.plus(content);
      if (message.length() >= 4 && message.length() >= 4 + Records.uint(message, 1, 3)) {
        return hello(message.part(0, 4 + Records.uint(message, 1, 3)));
      }
    }
  }

  private static HelloAnswer nothing(boolean ended, String seen) {
    return new HelloAnswer(Optional.empty(), ended, seen);
  }

  private static HelloAnswer other(Octets header, Octets content) {
    if (Records.is(Records.ALERT, header) && content.length() == 2) {
      return nothing(true, "TLS alert " + AlertDescription.getText((short) content.at(1)));
    }
    return nothing(false, "'" + header.plus(content).brief(Reply.SHOWN) + "'");
  }

  private static HelloAnswer hello(Octets message) {
    try {
      if (message.at(0) == SERVER_HELLO) {
        ServerHello hello = ServerHello.of(message);
        return new HelloAnswer(Optional.of(hello), false, hello.seen());
      }
      return nothing(false, "handshake message '" + message.brief(Reply.SHOWN) + "'");
    } catch (IndexOutOfBoundsException e) {
      return nothing(false, "broken ServerHello '" + message.brief(Reply.SHOWN) + "'");
    }
  }

  /** Goes on only with a ServerHello. */
  public ServerHello ok() {
    return hello.orElseThrow(() -> new Inconclusive("a ServerHello", seen));
  }

  public ServerHello mustBeHello(String expected) {
    return hello.orElseThrow(() -> new Finding(expected, seen));
  }

  /** An alert or the end of the connection. */
  public HelloAnswer mustBeRefused(String expected) {
    if (!ended) {
      throw new Finding(expected, seen);
    }
    return this;
  }
}
