package org.stlspec.proxy.tls;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.stlspec.proxy.tls.RecordProtection.Outcome;

/**
 * Netty's TLS handler, which in addition refuses renegotiation, and has a short way for octets that
 * are only relayed.
 *
 * <p>A client asks for renegotiation with a second ClientHello. The JDK's engine grants it and can
 * be told otherwise by a system property only, so the record is stopped before the engine: in TLS
 * 1.2 the type of a record is readable, and after its Finished a client has no other reason to send
 * a handshake record. TLS 1.3 has no renegotiation; its handshake records look like application
 * data.
 *
 * <p>The short way: what one read has brought is decrypted into one buffer, what one write brings
 * is encrypted into one buffer, in as many records as it takes, and nothing is queued here. Parts
 * of records, and the end, are left to Netty.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the channel
public final class TlsHandler extends SslHandler {
  private static final int HANDSHAKE = 22;

  private final RecordProtection protection;
  private boolean refusesHandshake;
  private boolean relaying;
  private boolean ending;

  /**
   * A handler with an engine of its own, which it gives back at its end.
   *
   * @param startTls whether the first write goes out in clear
   */
  public TlsHandler(SSLEngine engine, boolean startTls) {
    super(engine, startTls);
    this.protection = RecordProtection.by(engine);
    handshakeFuture()
        .addListener(
            done ->
                refusesHandshake =
                    done.isSuccess() && engine.getSession().getProtocol().equals("TLSv1.2"));
  }

  /** Goes the short way from now on; all that was written before has been flushed. */
  public void relay() {
    relaying = true;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
    if (relaying && actualReadableBytes() == 0) decrypt(ctx, (ByteBuf) message);
    else super.channelRead(ctx, message);
  }

  private void decrypt(ChannelHandlerContext ctx, ByteBuf in) throws Exception {
    ByteBuf out = ctx.alloc().directBuffer(in.readableBytes());
    Outcome last;
    try {
      last = deprotectAll(ctx, in, out);
    } catch (Exception e) {
      in.release();
      out.release();
      fail(ctx, e);
      return;
    }
    if (out.isReadable()) ctx.fireChannelRead(out);
    else out.release();
    if (last == Outcome.CLOSED) ctx.fireUserEventTriggered(SslCloseCompletionEvent.SUCCESS);
    if (last == Outcome.INCOMPLETE) super.channelRead(ctx, in);
    else in.release();
  }

  /** Decrypts the whole records, and tells how the last one went. */
  private Outcome deprotectAll(ChannelHandlerContext ctx, ByteBuf in, ByteBuf out)
      throws Exception {
    Outcome last = Outcome.OPENED;
    while (in.isReadable() && (last == Outcome.OPENED || last == Outcome.ANSWER_DUE)) {
      check(ctx, in);
      last = protection.deprotect(in, out);
      if (last == Outcome.ANSWER_DUE) super.flush(ctx);
    }
    return last;
  }

  /** What the engine has to say about it goes out as an alert; then it is over. */
  private void fail(ChannelHandlerContext ctx, Exception cause) {
    try {
      super.flush(ctx);
    } catch (Exception e) {
      cause.addSuppressed(e);
    }
    ctx.close();
    ctx.fireExceptionCaught(cause);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) throws Exception {
    if (!relaying) {
      super.channelReadComplete(ctx);
      return;
    }
    discardSomeReadBytes();
    ctx.fireChannelReadComplete(); // whoever relays asks for more if there was no whole record
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise)
      throws Exception {
    if (relaying && !ending) ctx.write(encrypted(ctx, (ByteBuf) message), promise);
    else super.write(ctx, message, promise);
  }

  private ByteBuf encrypted(ChannelHandlerContext ctx, ByteBuf in) throws SSLException {
    try {
      return protection.protect(ctx.alloc(), in);
    } finally {
      in.release();
    }
  }

  @Override
  public void flush(ChannelHandlerContext ctx) throws Exception {
    if (relaying && !ending) ctx.flush();
    else super.flush(ctx);
  }

  @Override
  public ChannelFuture closeOutbound(ChannelPromise promise) {
    ending = true;
    return super.closeOutbound(promise);
  }

  @Override
  public void close(ChannelHandlerContext ctx, ChannelPromise promise) throws Exception {
    ending = true;
    super.close(ctx, promise);
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
