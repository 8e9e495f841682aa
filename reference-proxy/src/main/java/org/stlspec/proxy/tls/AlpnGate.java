package org.stlspec.proxy.tls;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.SslClientHelloHandler;
import io.netty.util.concurrent.Future;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;

/**
 * Stands before an engine that cannot refuse by ALPN itself: reads the ClientHello, answers one
 * that wants another protocol with alert 120 (RFC 7301 section 3.2), and leaves the pipeline. Not a
 * single octet is altered; what it cannot read is for the engine to judge.
 */
final class AlpnGate extends SslClientHelloHandler<Boolean> {
  /** A hello with post-quantum shares and padding is below 20,000 octets. */
  private static final int LONGEST_HELLO = 64 * 1024;

  private static final int NO_APPLICATION_PROTOCOL = 120;

  AlpnGate() {
    super(LONGEST_HELLO);
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
    if (in.isReadable()) Records.check(ctx, in);
    super.decode(ctx, in, out);
  }

  /** Netty passes null where there is no ClientHello. */
  @Override
  protected Future<Boolean> lookup(ChannelHandlerContext ctx, ByteBuf hello) {
    boolean welcome = hello == null || ClientHello.welcomes(hello, Suites.POP3);
    return ctx.executor().newSucceededFuture(welcome);
  }

  @Override
  protected void onLookupComplete(ChannelHandlerContext ctx, Future<Boolean> welcome) {
    if (welcome.getNow()) ctx.pipeline().remove(this);
    else Records.refuse(ctx, NO_APPLICATION_PROTOCOL, new SSLHandshakeException("no pop3 by ALPN"));
  }
}
