package org.stlspec.proxy.tls;

import io.netty.buffer.ByteBufAllocator;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.SecureRandom;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import org.bouncycastle.jsse.provider.BouncyCastleJsseProvider;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCryptoProvider;

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
    var keys = KeyManagerFactory.getInstance("NewSunX509", "SunJSSE");
    return new ProviderEngines(SSLContext.getInstance("TLS", "SunJSSE"), keys(keys, certificate));
  }

  /**
   * Bouncy Castle's protocol, the JDK's ciphers: its own AES is fifty times slower. The provider is
   * not installed in the JVM, so nobody else's TLS changes.
   */
  static ProviderEngines bouncyCastle(Certificate certificate) throws GeneralSecurityException {
    // It logs every failed handshake with a stack trace; the session's own line says it better.
    BOUNCY_CASTLE.setLevel(Level.OFF);
    Provider provider = new BouncyCastleJsseProvider(false, new JcaTlsCryptoProvider());
    var keys = KeyManagerFactory.getInstance("PKIX", provider);
    return new ProviderEngines(SSLContext.getInstance("TLS", provider), keys(keys, certificate));
  }

  private static KeyManager[] keys(KeyManagerFactory factory, Certificate certificate)
      throws GeneralSecurityException {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("pop3", certificate.key(), new char[0], certificate.chain());
      factory.init(store, new char[0]);
      return factory.getKeyManagers();
    } catch (IOException e) {
      throw new GeneralSecurityException("cannot prepare the private key", e);
    }
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
