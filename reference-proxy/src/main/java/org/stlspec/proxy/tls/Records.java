package org.stlspec.proxy.tls;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/** What can be said of TLS records before an engine has looked at them. */
final class Records {
  static final int RECORD_OVERFLOW = 22;
  static final int NO_APPLICATION_PROTOCOL = 120;

  private static final int HANDSHAKE = 22;
  private static final int HEADER = 5;

  /** The longest protected record of TLS 1.2 (RFC 5246 section 6.2.3). */
  private static final int LONGEST = 16384 + 2048;

  private Records() {}

  /**
   * Refuses a first record that promises more than any record may hold, instead of waiting for it.
   */
  static void check(ChannelHandlerContext ctx, ByteBuf in) throws SSLException {
    int head = in.readerIndex();
    if (in.readableBytes() < HEADER || in.getUnsignedByte(head) != HANDSHAKE) return;
    if (in.getUnsignedShort(head + 3) <= LONGEST) return;
    in.skipBytes(in.readableBytes());
    refuse(ctx, RECORD_OVERFLOW);
    throw new NotSslRecordException("record longer than TLS allows");
  }

  /** Ends the handshake in place of the engine: fatal alert in clear, then the end. */
  @SuppressWarnings("FutureReturnValueIgnored") // whatever becomes of the alert, the end follows
  static void refuse(ChannelHandlerContext ctx, int alert) {
    ctx.writeAndFlush(Unpooled.wrappedBuffer(new byte[] {21, 3, 3, 0, 2, 2, (byte) alert}));
    var cause = new SSLHandshakeException("alert " + alert + " sent");
    ctx.fireUserEventTriggered(new SslHandshakeCompletionEvent(cause));
    ctx.close();
  }
}
