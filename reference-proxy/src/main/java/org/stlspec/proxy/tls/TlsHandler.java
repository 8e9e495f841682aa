package org.stlspec.proxy.tls;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import java.nio.ByteBuffer;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

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
  private static final int LONGEST_FRAGMENT = 16 * 1024;

  /** More than any record of TLS 1.2 or 1.3 adds to its fragment, without padding. */
  private static final int OVERHEAD = 128;

  private final SSLEngine engine;
  private final boolean direct;
  private final int slack;
  private boolean refusesHandshake;
  private boolean relaying;
  private boolean ending;

  /**
   * A handler with an engine of its own.
   *
   * @param direct whether the engine is quickest in memory outside the heap; those of Java are not,
   *     and begin a record only where the longest would fit
   */
  TlsHandler(SSLEngine engine, boolean startTls, boolean direct) {
    super(engine, startTls);
    this.engine = engine;
    this.direct = direct;
    this.slack = direct ? 0 : engine.getSession().getPacketBufferSize();
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
    Status last;
    try {
      last = unwrapAll(ctx, in, out);
    } catch (Exception e) {
      in.release();
      out.release();
      fail(ctx, e);
      return;
    }
    if (out.isReadable()) ctx.fireChannelRead(out);
    else out.release();
    if (last == Status.CLOSED) ctx.fireUserEventTriggered(SslCloseCompletionEvent.SUCCESS);
    if (last == Status.BUFFER_UNDERFLOW) super.channelRead(ctx, in);
    else in.release();
  }

  /** Decrypts the whole records, and tells how the last one went. */
  private Status unwrapAll(ChannelHandlerContext ctx, ByteBuf in, ByteBuf out) throws Exception {
    Status last = Status.OK;
    while (in.isReadable() && (last == Status.OK || last == Status.BUFFER_OVERFLOW)) {
      check(ctx, in);
      SSLEngineResult result = engine.unwrap(readable(in), writable(out));
      in.skipBytes(result.bytesConsumed());
      out.writerIndex(out.writerIndex() + result.bytesProduced());
      last = result.getStatus();
      if (last == Status.BUFFER_OVERFLOW) {
        out.ensureWritable(engine.getSession().getApplicationBufferSize());
      } else if (result.getHandshakeStatus() == HandshakeStatus.NEED_WRAP && last == Status.OK) {
        super.flush(ctx); // the answer to a KeyUpdate (RFC 8446 section 4.6.3), or an alert
        if (direct) super.flush(ctx); // BoringSSL throws when its alert is out
      }
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
    int records = in.readableBytes() / LONGEST_FRAGMENT + 1;
    int room = in.readableBytes() + records * OVERHEAD + slack;
    ByteBuf out = direct ? ctx.alloc().directBuffer(room) : ctx.alloc().heapBuffer(room);
    try {
      wrapAll(in, out);
      return out;
    } catch (SSLException e) {
      out.release();
      throw e;
    } finally {
      in.release();
    }
  }

  private void wrapAll(ByteBuf in, ByteBuf out) throws SSLException {
    while (in.isReadable()) {
      SSLEngineResult result = engine.wrap(readable(in), writable(out));
      in.skipBytes(result.bytesConsumed());
      out.writerIndex(out.writerIndex() + result.bytesProduced());
      if (result.getStatus() == Status.CLOSED) throw new SSLException("TLS is closed already");
      if (result.getStatus() == Status.BUFFER_OVERFLOW) {
        out.ensureWritable(engine.getSession().getPacketBufferSize());
      }
    }
  }

  private static ByteBuffer readable(ByteBuf octets) {
    return octets.internalNioBuffer(octets.readerIndex(), octets.readableBytes());
  }

  private static ByteBuffer writable(ByteBuf octets) {
    return octets.internalNioBuffer(octets.writerIndex(), octets.writableBytes());
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
