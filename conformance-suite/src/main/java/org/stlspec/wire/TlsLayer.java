package org.stlspec.wire;

/**
 * A TLS client without a socket: records in, records out. What has not been fed has not been read,
 * so nothing is lost at the switch from clear text to TLS.
 */
interface TlsLayer {
  static TlsLayer of(TlsOptions options) {
    return switch (options.engine()) {
      case JSSE -> new JsseLayer(options);
      case BC -> new BcLayer(options);
    };
  }

  /** The ClientHello, to be sent by the caller when it likes. */
  byte[] hello();

  /** Takes octets from the network; afterwards look at the other methods. */
  void feed(byte[] octets);

  /** Decrypted octets that came out of what was fed; each is handed out once. */
  byte[] plaintext();

  /** Records that want to be sent; each is handed out once. */
  byte[] outgoing();

  /** Encrypts; the records are then {@link #outgoing()}. */
  void seal(byte[] octets);

  /**
   * Encrypts what is not data; see {@link #outgoing()}.
   *
   * @param type content type of the record
   */
  default void seal(int type, byte[] content) {
    throw new UnsupportedOperationException("only the BC engine makes records of any type");
  }

  /** Has both sides change their keys (RFC 8446 section 4.6.3); see {@link #outgoing()}. */
  default void updateKeys() {
    throw new UnsupportedOperationException("only the BC engine updates keys when told");
  }

  /** Begins another handshake inside TLS 1.2; see {@link #outgoing()}. */
  default void renegotiate() {
    throw new UnsupportedOperationException("only the JSSE engine renegotiates");
  }

  /** What came behind the handshake and was no data. */
  default Aftermath aftermath() {
    throw new UnsupportedOperationException("only the BC engine tells");
  }

  /** Makes a close_notify alert; it is then {@link #outgoing()}. */
  void closeNotify();

  boolean established();

  /** True once the target's close_notify was fed. */
  boolean closedByPeer();

  /** What broke the layer, with the alert's name where there was one; empty while all is well. */
  String failure();

  /** Version, cipher suite and ALPN name in words, once established. */
  TlsFacts facts();
}
