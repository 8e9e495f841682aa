package org.stlspec.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/** The client's side of TLS, the same for all engines of the server; and the way between both. */
final class TlsPeer {
  private TlsPeer() {}

  /** Clients that cost least, so that the server's side shows. */
  static SslContext quickest(String protocol) throws SSLException {
    SslProvider provider = OpenSsl.isAvailable() ? SslProvider.OPENSSL : SslProvider.JDK;
    return builder(provider, protocol).build();
  }

  /** Clients that offer one cipher suite alone, which BoringSSL cannot with TLS 1.3. */
  static SslContext offering(String protocol, String suite) throws SSLException {
    return builder(SslProvider.JDK, protocol).ciphers(List.of(suite)).build();
  }

  private static SslContextBuilder builder(SslProvider provider, String protocol) {
    return SslContextBuilder.forClient()
        .sslProvider(provider)
        .protocols(protocol)
        .trustManager(InsecureTrustManagerFactory.INSTANCE)
        .endpointIdentificationAlgorithm(null);
  }

  /** A client that has said its first word. */
  static EmbeddedChannel connected(SslContext context, Optional<Integer> resumes) {
    ByteBufAllocator allocator = ByteBufAllocator.DEFAULT;
    SSLEngine engine =
        resumes
            .map(key -> context.newEngine(allocator, "localhost", key))
            .orElseGet(() -> context.newEngine(allocator));
    return new EmbeddedChannel(new SslHandler(engine));
  }

  /**
   * Carries octets to and fro until neither side has any.
   *
   * @return octets that went from the server to the client
   */
  static int carry(EmbeddedChannel client, EmbeddedChannel server) {
    int down = 0;
    int moved;
    do {
      moved = move(client, server);
      int back = move(server, client);
      down += back;
      moved += back;
    } while (moved > 0);
    return down;
  }

  private static int move(EmbeddedChannel from, EmbeddedChannel to) {
    from.runPendingTasks();
    int moved = 0;
    ByteBuf octets = from.readOutbound();
    for (; octets != null; octets = from.readOutbound()) {
      moved += octets.readableBytes();
      to.writeInbound(octets);
    }
    return moved;
  }

  /** The suite that was agreed on. */
  static String suite(EmbeddedChannel end) {
    SslHandler tls = end.pipeline().get(SslHandler.class);
    if (!tls.handshakeFuture().isSuccess()) {
      throw new IllegalStateException("no handshake", tls.handshakeFuture().cause());
    }
    return tls.engine().getSession().getCipherSuite();
  }

  /** Throws away what a side has to say, one buffer after the other. */
  static int drain(EmbeddedChannel end) {
    int octets = 0;
    ByteBuf next = end.readOutbound();
    for (; next != null; next = end.readOutbound()) {
      octets += next.readableBytes();
      next.release();
    }
    return octets;
  }
}
