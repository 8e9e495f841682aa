package org.stlspec.proxy;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Writes a PROXY header as soon as the backend is connected, in one piece and before anything else,
 * then leaves. It must not wait for the greeting, for the backend waits for the header.
 */
final class HeaderSender extends ChannelInboundHandlerAdapter {
  private final byte[] header;

  HeaderSender(byte[] header) {
    this.header = header;
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the channel
  public void channelActive(ChannelHandlerContext ctx) {
    ctx.writeAndFlush(Unpooled.wrappedBuffer(header));
    ctx.fireChannelActive();
    ctx.pipeline().remove(this);
  }
}
