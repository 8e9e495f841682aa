package org.stlspec.fault;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;

/** From clear text to TLS, on the client's connection. */
abstract class TlsPhase extends Legs {
  private boolean insideTls;

  final boolean insideTls() {
    return insideTls;
  }

  void handshake(byte[] behind) throws IOException {
    Future<?> limit = limitHandshake();
    try {
      secure(behind);
      insideTls = true;
    } catch (IOException failed) {
      handshakeFailed(failed);
    } finally {
      limit.cancel(false);
    }
  }

  Future<?> limitHandshake() throws IOException {
    return proxy().later(client()::close, proxy().settings().handshakeLimit());
  }

  Keys keys() {
    return proxy().keys();
  }

  void handshakeFailed(IOException why) throws IOException {
    throw why;
  }

  void secure(byte[] behind) throws IOException {
    var in = new ByteArrayInputStream(behind);
    var tls =
        (SSLSocket) keys().tls().getSocketFactory().createSocket(client().socket(), in, false);
    configure(tls);
    tls.startHandshake();
    client().through(tls.getInputStream(), tls.getOutputStream(), goodbye(tls));
  }

  Leg.Goodbye goodbye(SSLSocket tls) {
    return tls::shutdownOutput;
  }

  void configure(SSLSocket tls) {
    modern(tls);
    var parameters = tls.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {"pop3"});
    tls.setSSLParameters(parameters);
  }

  /** Versions and cipher suites of today, and one handshake. */
  final void modern(SSLSocket tls) {
    tls.setEnabledProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    tls.setEnabledCipherSuites(
        Stream.of(tls.getSupportedCipherSuites())
            .filter(suite -> suite.matches("TLS_(AES|CHACHA20|ECDHE_.*GCM|ECDHE_.*CHACHA20).*"))
            .toArray(String[]::new));
    var handshakes = new AtomicInteger();
    tls.addHandshakeCompletedListener(
        done -> {
          if (handshakes.incrementAndGet() > 1) {
            renegotiated();
          }
        });
  }

  /** It cannot be refused beforehand but for all of the JVM. */
  void renegotiated() {
    client().close();
  }
}
