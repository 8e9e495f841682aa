package org.stlspec.proxy.tls;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.SslHandler;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/**
 * Netty's TLS handler, which in addition refuses renegotiation.
 *
 * <p>A client asks for renegotiation with a second ClientHello. The JDK's engine grants it and can
 * be told otherwise by a system property only, so the record is stopped before the engine: in TLS
 * 1.2 the type of a record is readable, and after its Finished a client has no other reason to send
 * a handshake record. TLS 1.3 has no renegotiation; its handshake records look like application
 * data.
 */
final class TlsHandler extends SslHandler {
  private static final int HANDSHAKE = 22;

  private boolean refusesHandshake;

  TlsHandler(SSLEngine engine, boolean startTls) {
    super(engine, startTls);
    handshakeFuture()
        .addListener(
            done ->
                refusesHandshake =
                    done.isSuccess() && engine.getSession().getProtocol().equals("TLSv1.2"));
  }

  /** Called at the head of a record, or with more of one that was not complete before. */
  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out)
      throws SSLException {
    if (in.isReadable()) check(ctx, in);
    super.decode(ctx, in, out);
  }

  private void check(ChannelHandlerContext ctx, ByteBuf in) throws SSLException {
    if (refusesHandshake && in.getUnsignedByte(in.readerIndex()) == HANDSHAKE) {
      in.skipBytes(in.readableBytes());
      throw new SSLException("renegotiation refused");
    }
    if (!handshakeFuture().isDone()) Records.check(ctx, in);
  }
}
