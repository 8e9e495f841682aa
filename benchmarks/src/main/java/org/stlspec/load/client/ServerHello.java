package org.stlspec.load.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;

/**
 * Sees from the hellos, which are in clear, whether a handshake resumes a session: in TLS 1.3 the
 * ServerHello takes up a pre-shared key (RFC 8446 section 4.2.11), in TLS 1.2 it repeats the
 * client's session id (RFC 5246 section 7.4.1.3), which TLS 1.3 always does. Stands between TLS and
 * the network for so long, whatever the engine; changes nothing.
 */
@SuppressWarnings("FutureReturnValueIgnored") // the promise is passed on
final class ServerHello extends ChannelDuplexHandler {
  private static final int RECORD_HEADER = 5;
  private static final int HANDSHAKE = 22;
  private static final int SERVER_HELLO = 2;

  /** Record header, handshake header, version and random stand before the session id. */
  private static final int SESSION_ID = RECORD_HEADER + 4 + 2 + 32;

  private static final int SUPPORTED_VERSIONS = 43;
  private static final int PRE_SHARED_KEY = 41;

  private final ByteBuf received = Unpooled.buffer(512);
  private ByteBuf clientId = Unpooled.EMPTY_BUFFER;
  private boolean resumed;

  boolean resumed() {
    return resumed;
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    var hello = (ByteBuf) message;
    if (!clientId.isReadable() && hello.readableBytes() > SESSION_ID) {
      clientId = sessionId(hello);
    }
    ctx.write(message, promise);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    var octets = (ByteBuf) message;
    received.writeBytes(octets, octets.readerIndex(), octets.readableBytes());
    if (complete()) {
      resumed = judged();
      ctx.pipeline().remove(this);
    }
    ctx.fireChannelRead(message);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    received.release();
  }

  private boolean complete() {
    return received.readableBytes() > SESSION_ID
        && received.readableBytes() >= RECORD_HEADER + received.getUnsignedShort(3);
  }

  private static ByteBuf sessionId(ByteBuf hello) {
    int at = hello.readerIndex() + SESSION_ID;
    int length = hello.getUnsignedByte(at);
    if (hello.writerIndex() < at + 1 + length) return Unpooled.EMPTY_BUFFER;
    return Unpooled.copiedBuffer(hello.slice(at + 1, length));
  }

  private boolean judged() {
    boolean hello = received.getByte(0) == HANDSHAKE && received.getByte(5) == SERVER_HELLO;
    return hello && (preSharedKey() || (!newVersion() && sameId()));
  }

  private boolean sameId() {
    return clientId.isReadable() && clientId.equals(sessionId(received));
  }

  private boolean preSharedKey() {
    return extension(PRE_SHARED_KEY);
  }

  private boolean newVersion() {
    return extension(SUPPORTED_VERSIONS);
  }

  /** Behind the session id: cipher suite, compression, and extensions, each with its length. */
  private boolean extension(int wanted) {
    int end = RECORD_HEADER + Math.min(received.getUnsignedShort(3), 4 + received.getMedium(6));
    int at = SESSION_ID + 1 + received.getUnsignedByte(SESSION_ID) + 2 + 1 + 2;
    while (at + 4 <= end) {
      if (received.getUnsignedShort(at) == wanted) return true;
      at += 4 + received.getUnsignedShort(at + 2);
    }
    return false;
  }
}
