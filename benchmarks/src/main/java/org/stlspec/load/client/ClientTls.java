package org.stlspec.load.client;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.OpenSslContextOption;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.util.NetUtil;
import io.netty.util.ReferenceCountUtil;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;

/**
 * The clients' side of TLS. Certificates are not verified: what is measured is the target, and it
 * has mostly one that signs itself.
 */
public final class ClientTls implements AutoCloseable {

  /** Who does it. */
  public enum Engine {
    /** {@link #BORINGSSL} if its library loads, else {@link #JSSE}. */
    AUTO,
    BORINGSSL,
    JSSE;

    Engine resolved() {
      if (this != AUTO) return this;
      return OpenSsl.isAvailable() ? BORINGSSL : JSSE;
    }
  }

  /**
   * What a client offers, so that servers have to choose alike.
   *
   * @param versions of the protocol, such as TLSv1.3
   * @param suite that has to be chosen, such as TLS_AES_128_GCM_SHA256; BoringSSL offers the others
   *     of TLS 1.3 all the same
   * @param groups for the key exchange, such as X25519, likewise; only BoringSSL heeds them
   */
  public record Offer(List<String> versions, Optional<String> suite, List<String> groups) {
    /** Only the versions matter. */
    public static Offer of(List<String> versions) {
      return new Offer(versions, Optional.empty(), List.of());
    }
  }

  private final String host;
  private final Engine engine;
  private final SslContext context;
  private final Offer offer;

  /**
   * Prepares it.
   *
   * @param host for SNI, if it is a name
   * @param offer what the hellos offer
   * @throws SSLException in one line when the engine is not to be had
   */
  public ClientTls(String host, Engine engine, Offer offer) throws SSLException {
    this.host = host;
    this.engine = engine.resolved();
    this.offer = offer;
    if (this.engine == Engine.BORINGSSL && !OpenSsl.isAvailable()) {
      throw new SSLException("the boringssl library does not load here: use --tls-engine jsse");
    }
    SslProvider provider =
        this.engine == Engine.BORINGSSL ? SslProvider.OPENSSL_REFCNT : SslProvider.JDK;
    var builder =
        SslContextBuilder.forClient()
            .sslProvider(provider)
            .protocols(offer.versions())
            .trustManager(InsecureTrustManagerFactory.INSTANCE)
            .endpointIdentificationAlgorithm(null)
            .sessionCacheSize(100_000);
    if (this.engine == Engine.JSSE) offer.suite().ifPresent(one -> builder.ciphers(List.of(one)));
    if (this.engine == Engine.BORINGSSL && !offer.groups().isEmpty()) {
      builder.option(OpenSslContextOption.GROUPS, offer.groups().toArray(String[]::new));
    }
    context = builder.build();
  }

  /** Which engine it is; never {@link Engine#AUTO}. */
  public Engine engine() {
    return engine;
  }

  /** A handler for a session that begins anew. */
  SslHandler full(ByteBufAllocator allocator) {
    SSLEngine next = context.newEngine(allocator);
    if (name()) {
      SSLParameters parameters = next.getSSLParameters();
      parameters.setServerNames(List.of(new SNIHostName(host)));
      next.setSSLParameters(parameters);
    }
    return handler(next);
  }

  /**
   * One that goes on from the last session with this key, if there was one. Engines keep sessions
   * by host and port; the port is taken for the key, so that each user has sessions of its own.
   */
  SslHandler resuming(ByteBufAllocator allocator, int key) {
    return handler(context.newEngine(allocator, host, key + 1));
  }

  /** What was chosen, where it had to be another; the handshake is over. */
  Optional<String> unwanted(SslHandler handler) {
    String chosen = handler.engine().getSession().getCipherSuite();
    return offer.suite().filter(wanted -> !wanted.equals(chosen)).map(wanted -> chosen);
  }

  /** The session's own deadlines are enough. */
  private static SslHandler handler(SSLEngine engine) {
    var handler = new SslHandler(engine);
    handler.setHandshakeTimeoutMillis(0);
    return handler;
  }

  private boolean name() {
    return !NetUtil.isValidIpV4Address(host) && !NetUtil.isValidIpV6Address(host);
  }

  @Override
  public void close() {
    ReferenceCountUtil.release(context);
  }
}
