package org.stlspec.proxy.tls;

import io.netty.buffer.ByteBufAllocator;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.SecureRandom;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import org.bouncycastle.jsse.provider.BouncyCastleJsseProvider;

/** Engines of a JSSE provider: the JDK's own or Bouncy Castle's. */
final class ProviderEngines implements Engines {
  /** Held, since a logger that nobody holds forgets that it is off. */
  private static final Logger BOUNCY_CASTLE = Logger.getLogger("org.bouncycastle.jsse");

  private final SSLContext context;
  private final SSLParameters parameters;

  private ProviderEngines(SSLContext context, KeyManager... keys) throws GeneralSecurityException {
    this.context = context;
    // Given its randomness, Bouncy Castle asks no other provider of its own for it.
    context.init(keys, new TrustManager[0], new SecureRandom());
    parameters = context.getDefaultSSLParameters();
    List<String> supported = List.of(context.getSupportedSSLParameters().getCipherSuites());
    parameters.setProtocols(Suites.PROTOCOLS.toArray(String[]::new));
    parameters.setCipherSuites(
        Suites.ALL.stream().filter(supported::contains).toArray(String[]::new));
    parameters.setUseCipherSuitesOrder(true);
    parameters.setApplicationProtocols(new String[] {Suites.POP3});
  }

  static ProviderEngines jdk(Certificate certificate) throws GeneralSecurityException {
    return new ProviderEngines(
        SSLContext.getInstance("TLS", "SunJSSE"), new SingleKey(certificate));
  }

  /** The provider is not installed in the JVM, so nobody else's TLS changes. */
  static ProviderEngines bouncyCastle(Certificate certificate) throws GeneralSecurityException {
    // It logs every failed handshake with a stack trace; the session's own line says it better.
    BOUNCY_CASTLE.setLevel(Level.OFF);
    var crypto = BouncyCastleCrypto.with(certificate.key());
    Provider provider = new BouncyCastleJsseProvider(false, crypto);
    return new ProviderEngines(SSLContext.getInstance("TLS", provider), new SingleKey(certificate));
  }

  @Override
  public SSLEngine next(ByteBufAllocator allocator) {
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(false);
    engine.setSSLParameters(parameters);
    return engine;
  }

  @Override
  public void close() {}
}
