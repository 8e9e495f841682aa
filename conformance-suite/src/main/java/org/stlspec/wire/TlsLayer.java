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
