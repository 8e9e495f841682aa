package org.stlspec.load.client;

import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.stlspec.load.figures.Phase;

/** One thing that a session waits for. */
public sealed interface Step {

  /** Where its time belongs. */
  Phase phase();

  /** The connection. */
  record Connect() implements Step {
    @Override
    public Phase phase() {
      return Phase.CONNECT;
    }
  }

  /** The server's first line. */
  record Greeting() implements Step {
    @Override
    public Phase phase() {
      return Phase.GREETING;
    }
  }

  /** Full until the server has shown that it is not. */
  record Handshake() implements Step {
    @Override
    public Phase phase() {
      return Phase.HANDSHAKE_FULL;
    }
  }

  /**
   * A command and its reply.
   *
   * @param list whether a positive reply is multi-line
   * @param optional whether {@code -ERR} is an answer as good
   * @param last whether the phase ends with the reply, and not with a later one
   */
  record Command(
      Phase phase, Function<Account, byte[]> octets, boolean list, boolean optional, boolean last)
      implements Step {

    static Command single(Phase phase, String line) {
      return new Command(phase, fixed(line), false, false, true);
    }

    static Command listed(Phase phase, String line) {
      return new Command(phase, fixed(line), true, false, true);
    }

    /** A server need not know CAPA (RFC 2449). */
    static Command capa(Phase phase) {
      return new Command(phase, fixed("CAPA"), true, true, true);
    }

    static Command user() {
      return new Command(Phase.LOGIN, who -> line("USER " + who.name()), false, false, false);
    }

    static Command pass() {
      return new Command(Phase.LOGIN, who -> line("PASS " + who.password()), false, false, true);
    }

    private static Function<Account, byte[]> fixed(String line) {
      byte[] octets = line(line);
      return who -> octets;
    }
  }

  /** RETR of one message. */
  record Retrieve(int number) implements Step {
    @Override
    public Phase phase() {
      return Phase.RETR;
    }
  }

  /** RETR of each message that STAT has counted. */
  record RetrieveAll() implements Step {
    @Override
    public Phase phase() {
      return Phase.RETR;
    }
  }

  /**
   * Round trips of one size whenever the gate is open; the session is idle in between.
   *
   * @param line a NOOP that is answered with as many octets as it has
   */
  record RoundTrips(Gate gate, String line) implements Step {
    /** Octets of such a line and of its reply, at least. */
    public static final int SMALLEST = 16;

    /** For lines of so many octets, with CRLF. */
    public static RoundTrips of(Gate gate, int octets) {
      if (octets < SMALLEST)
        throw new IllegalArgumentException("a round trip has 16 octets or more");
      return new RoundTrips(gate, "NOOP " + "x".repeat(octets - "NOOP \r\n".length()) + "\r\n");
    }

    @Override
    public Phase phase() {
      return Phase.NOOP;
    }
  }

  /** A command line as on the wire. */
  static byte[] line(String command) {
    return (command + "\r\n").getBytes(StandardCharsets.UTF_8);
  }
}
