package org.stlspec.proxy.privsep;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.nio.charset.StandardCharsets;

/** Greets, knows no CAPA, grants all else, and ends with QUIT. Lines come to it one by one. */
@SuppressWarnings("FutureReturnValueIgnored") // the end of the channel is heard of
final class RehearsedBackend extends SimpleChannelInboundHandler<ByteBuf> {

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    say(ctx, "+OK rehearsal <1@localhost>");
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, ByteBuf line) {
    String command = line.toString(StandardCharsets.US_ASCII);
    say(ctx, command.startsWith("CAPA") ? "-ERR" : "+OK");
    if (command.startsWith("QUIT")) ctx.close();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    ctx.close();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close();
  }

  private static void say(ChannelHandlerContext ctx, String line) {
    ctx.writeAndFlush(Unpooled.copiedBuffer(line + "\r\n", StandardCharsets.US_ASCII))
        .addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
  }
}
