package org.stlspec.load.maildrop;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One session of the server. A line that does not end in its first octets ends it. */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the channel
final class ServedSession extends ChannelInboundHandlerAdapter {
  static final int LONGEST_LINE = 512;

  private final Answers answers;
  private final byte[] line = new byte[LONGEST_LINE];
  private int length;

  ServedSession(Answers answers) {
    this.answers = answers;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    ctx.writeAndFlush(answers.greeting());
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    var octets = (ByteBuf) message;
    try {
      while (octets.isReadable()) take(ctx, octets.readByte());
    } finally {
      octets.release();
    }
  }

  private void take(ChannelHandlerContext ctx, byte octet) {
    if (octet != '\n') {
      if (length == LONGEST_LINE) ctx.close();
      else line[length++] = octet;
      return;
    }
    String command = new String(line, 0, length, StandardCharsets.ISO_8859_1).strip();
    length = 0;
    answer(ctx, command);
  }

  private void answer(ChannelHandlerContext ctx, String command) {
    int blank = command.indexOf(' ');
    String keyword = (blank < 0 ? command : command.substring(0, blank)).toUpperCase(Locale.ROOT);
    String argument = blank < 0 ? "" : command.substring(blank + 1);
    boolean login = keyword.equals("USER") || keyword.equals("PASS");
    ChannelFuture written = ctx.write(login ? answers.ok() : answers.to(keyword, argument));
    if (keyword.equals("QUIT")) written.addListener(ChannelFutureListener.CLOSE);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    ctx.flush();
  }

  /** A client that does not take its replies is asked for no more commands. */
  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    ctx.channel().config().setAutoRead(ctx.channel().isWritable());
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close();
  }
}
