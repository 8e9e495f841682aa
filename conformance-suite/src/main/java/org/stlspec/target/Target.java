package org.stlspec.target;

import java.net.InetSocketAddress;
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

  /** Switches that some cases need and that an embedded target can turn. */
  enum Variant {
    /** Gives up a handshake after a fraction of a second. */
    SHORT_HANDSHAKE_LIMIT,
    /** Refuses logins outside TLS. */
    TLS_REQUIRED
  }

  /** Ends it if the suite started it. */
  @Override
  void close();
}
