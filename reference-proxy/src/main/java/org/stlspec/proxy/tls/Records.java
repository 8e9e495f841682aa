package org.stlspec.proxy.tls;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import javax.net.ssl.SSLException;

/** What can be said of TLS records before an engine has looked at them. */
final class Records {
  private static final int UNEXPECTED_MESSAGE = 10;
  private static final int RECORD_OVERFLOW = 22;

  /** change_cipher_spec, alert, handshake, application_data. */
  private static final int FIRST_TYPE = 20;

  private static final int LAST_TYPE = 23;
  private static final int HEADER = 5;

  /** The longest protected record of TLS 1.2 (RFC 5246 section 6.2.3). */
  private static final int LONGEST = 16384 + 2048;

  private Records() {}

  /**
   * Refuses what cannot become a record, instead of waiting for the rest of it: another protocol by
   * its first octet, an absurd length by its header.
   */
  static void check(ChannelHandlerContext ctx, ByteBuf in) throws SSLException {
    int head = in.readerIndex();
    int type = in.getUnsignedByte(head);
    if (type < FIRST_TYPE || type > LAST_TYPE) {
      refuse(ctx, UNEXPECTED_MESSAGE, in);
    } else if (in.readableBytes() >= HEADER && in.getUnsignedShort(head + 3) > LONGEST) {
      refuse(ctx, RECORD_OVERFLOW, in);
    }
  }

  private static void refuse(ChannelHandlerContext ctx, int alert, ByteBuf in) throws SSLException {
    in.skipBytes(in.readableBytes());
    refuse(ctx, alert, new NotSslRecordException("not a TLS record"));
    throw new NotSslRecordException("not a TLS record");
  }

  /** Ends the handshake in place of the engine: fatal alert in clear, then the end. */
  @SuppressWarnings("FutureReturnValueIgnored") // whatever becomes of the alert, the end follows
  static void refuse(ChannelHandlerContext ctx, int alert, SSLException cause) {
    ctx.writeAndFlush(Unpooled.wrappedBuffer(new byte[] {21, 3, 3, 0, 2, 2, (byte) alert}));
    ctx.fireUserEventTriggered(new SslHandshakeCompletionEvent(cause));
    ctx.close();
  }
}
