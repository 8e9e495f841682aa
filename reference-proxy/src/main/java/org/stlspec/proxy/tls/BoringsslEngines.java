package org.stlspec.proxy.tls;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.OpenSslContextOption;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.KeyManagerFactoryWrapper;
import io.netty.util.ReferenceCountUtil;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/**
 * Engines of BoringSSL; they are counted references, which the handler that owns one gives back.
 */
final class BoringsslEngines implements Engines {
  private final SslContext context;

  BoringsslEngines(Certificate certificate) throws SSLException {
    if (!OpenSsl.isAvailable()) throw new SSLException("the boringssl library does not load here");
    context =
        builder(certificate)
            // Clients show none; but without a word on it the JDK's store of authorities is read.
            .trustManager(certificate.chain())
            .sslProvider(SslProvider.OPENSSL_REFCNT)
            .protocols(Suites.PROTOCOLS)
            .ciphers(Suites.ALL)
            .applicationProtocolConfig(pop3())
            .option(OpenSslContextOption.USE_JDK_PROVIDER_SIGNATURES, true)
            .build();
  }

  /**
   * A key that is here is read once; left to itself Netty would take it through a key store, whose
   * encryption alone is a tenth of the proxy's start. One that only signs goes by another way.
   *
   * <p>Not by {@code OpenSslCachingX509KeyManagerFactory}: its second cache loses a reference when
   * the first two handshakes are at the same time (4.2.18).
   */
  private static SslContextBuilder builder(Certificate certificate) {
    if (certificate.key() instanceof RemoteKey) {
      return SslContextBuilder.forServer(certificate.key(), certificate.chain());
    }
    return SslContextBuilder.forServer(new KeyManagerFactoryWrapper(new SingleKey(certificate)));
  }

  /** A refusal is not among the behaviours on offer here: {@link AlpnGate} sees to that. */
  private static ApplicationProtocolConfig pop3() {
    return new ApplicationProtocolConfig(
        Protocol.ALPN,
        SelectorFailureBehavior.NO_ADVERTISE,
        SelectedListenerFailureBehavior.ACCEPT,
        Suites.POP3);
  }

  @Override
  public SSLEngine next(ByteBufAllocator allocator) {
    return context.newEngine(allocator);
  }

  @Override
  public void close() {
    ReferenceCountUtil.release(context);
  }
}
