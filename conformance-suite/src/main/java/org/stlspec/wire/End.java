package org.stlspec.wire;

/**
 * Why nothing (more) came from the target.
 *
 * @param seen in words for a reader, such as {@code connection reset}
 */
public record End(Kind kind, String seen) {
  /** The ways a wait for octets can end without them. */
  public enum Kind {
    /** TCP FIN, no TLS active. */
    FIN,
    /** TCP RST, or a write that met one. */
    RESET,
    /** TLS close_notify. */
    CLOSE_NOTIFY,
    /** TCP FIN inside TLS without close_notify. */
    TRUNCATION,
    /** A fatal TLS alert, sent by the target or provoked by what it sent. */
    ALERT,
    /** The connection is open and nothing came in the time allowed. */
    SILENCE,
    /** The connection is open and more came than anybody could want. */
    FLOOD
  }

  static final End FIN = new End(Kind.FIN, "connection closed");
  static final End RESET = new End(Kind.RESET, "connection reset");
  static final End CLOSE_NOTIFY = new End(Kind.CLOSE_NOTIFY, "TLS close_notify");
  static final End TRUNCATION =
      new End(Kind.TRUNCATION, "connection closed inside TLS without close_notify");

  static End alert(String what) {
    return new End(Kind.ALERT, what);
  }

  static End silence(java.time.Duration waited) {
    return new End(Kind.SILENCE, "nothing for " + waited.toMillis() + " ms");
  }

  static End flood(int octets) {
    return new End(Kind.FLOOD, "more than " + (octets >> 20) + " MiB without end");
  }

  /** True when the target ended the connection, false when it just kept silent or on and on. */
  public boolean closed() {
    return kind != Kind.SILENCE && kind != Kind.FLOOD;
  }
}
