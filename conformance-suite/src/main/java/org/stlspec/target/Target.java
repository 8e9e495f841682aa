package org.stlspec.target;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/** The thing under test, running. */
public interface Target extends AutoCloseable {
  /** What reports call it. */
  String name();

  /** Where it answers POP3 with STLS. */
  InetSocketAddress address();

  /** Where it speaks TLS from the first octet (RFC 8314), if it does and that is known. */
  default Optional<InetSocketAddress> tlsAddress() {
    return Optional.empty();
  }

  /**
   * The same target in another shape, for cases about switches; empty where only its operator could
   * do that.
   */
  default Optional<Target> variant(Variant variant) throws TargetTrouble {
    return Optional.empty();
  }

  /**
   * Shows new handshakes another certificate, as when its operator has renewed it.
   *
   * @return whether it did; not where only its operator can
   */
  default boolean renewCertificate() throws TargetTrouble {
    return false;
  }

  /** Switches that some cases need and that an embedded target can turn. */
  enum Variant {
    /** Gives up a handshake after a fraction of a second. */
    SHORT_HANDSHAKE_LIMIT("give up a handshake soon"),
    /** Gives up a backend that does not greet after a fraction of a second. */
    SHORT_GREETING_LIMIT("give up a silent backend soon"),
    /** Ends idle sessions after {@link #SHORT_IDLE}. */
    SHORT_IDLE_LIMIT("end idle sessions soon"),
    /** Gives up a client that does not read after a fraction of a second. */
    SHORT_WRITE_LIMIT("give up a client that does not read"),
    /** Serves no more than {@link #FEW} connections at once. */
    FEW_CONNECTIONS("serve few connections at once"),
    /** Refuses logins outside TLS. */
    TLS_REQUIRED("refuse logins outside TLS"),
    /** Expects a PROXY header of every client of this machine. */
    EXPECTS_PROXY_HEADER("expect a PROXY header"),
    /** Expects a PROXY header of machines that this is not one of. */
    EXPECTS_PROXY_HEADER_OF_OTHERS("expect a PROXY header of others"),
    /** Sends its backend a PROXY header of version 1. */
    SENDS_PROXY_V1("send a PROXY header of version 1"),
    /** Sends its backend a PROXY header of version 2. */
    SENDS_PROXY_V2("send a PROXY header of version 2"),
    /** Expects a PROXY header of its clients and sends one of version 1 to its backend. */
    PASSES_PROXY_HEADER_ON("expect a PROXY header and send one");

    /** How long a session may be idle where the limit is short. */
    public static final Duration SHORT_IDLE = Duration.ofMillis(800);

    /** How many connections are few. */
    public static final int FEW = 2;

    private final String what;

    Variant(String what) {
      this.what = what;
    }

    /** What the target then does, as an infinitive. */
    @Override
    public String toString() {
      return what;
    }
  }

  /** Ends it if the suite started it. */
  @Override
  void close();
}
