package org.stlspec.wire;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** What a client keeps of its TLS sessions, to resume them in later connections. */
public final class Tickets {
  /** The same peer for all connections, or else the JDK would not look for a session. */
  private static final String PEER = "target.invalid";

  private static final int PORT = 110;

  private final SSLContext context;
  private final boolean kept;

  private Tickets(boolean kept) {
    this.kept = kept;
    try {
      context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new AnyCertificate()}, new SecureRandom());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no TLS", e);
    }
  }

  /** Remembers sessions from one connection to the next. */
  public static Tickets kept() {
    return new Tickets(true);
  }

  /** Every connection is the first. */
  static final Tickets NONE = new Tickets(false);

  SSLEngine engine() {
    return kept ? context.createSSLEngine(PEER, PORT) : context.createSSLEngine();
  }

  /** The suite judges POP3 behaviour, not whom to trust. */
  private static final class AnyCertificate extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, java.net.Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, java.net.Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
