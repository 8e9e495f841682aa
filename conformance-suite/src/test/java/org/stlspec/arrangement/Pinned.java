package org.stlspec.arrangement;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.stlspec.proxy.tls.Certificate;

/** A TLS client that takes one certificate and no other. */
public final class Pinned {
  private Pinned() {}

  /**
   * A connection to a port of implicit TLS.
   *
   * @throws IOException if the server shows any other certificate, too
   */
  public static SSLSocket handshake(InetSocketAddress server, Certificate expected)
      throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("expected", expected.chain()[0]);
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    var factory = context.getSocketFactory();
    var socket = (SSLSocket) factory.createSocket(server.getAddress(), server.getPort());
    socket.setSoTimeout(20_000);
    socket.startHandshake();
    return socket;
  }
}
