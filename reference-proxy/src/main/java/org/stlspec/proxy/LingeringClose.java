package org.stlspec.proxy;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.unix.Socket;
import io.netty.channel.unix.UnixChannel;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.nio.channels.NotYetConnectedException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Closes so that the peer can read all that was written: FIN behind the last octet, then input is
 * read and thrown away until the peer closes too or the time is up. Closing at once with unread
 * input makes the kernel send RST, which destroys a last reply or a TLS alert on its way.
 *
 * <p>First in the pipeline. It has no inbound part until it closes, so it costs the relay nothing.
 */
@SuppressWarnings("FutureReturnValueIgnored") // the promise of close is the one that counts
final class LingeringClose extends ChannelOutboundHandlerAdapter {
  static final String NAME = "linger";

  private final Duration limit;
  private boolean closing;

  LingeringClose(Duration limit) {
    this.limit = limit;
  }

  /** Closes a channel without lingering, and without telling TLS. */
  static void closeNow(Channel channel) {
    ChannelHandlerContext linger = channel.pipeline().context(NAME);
    if (linger == null) channel.close();
    else linger.close();
  }

  @Override
  public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
    if (!ctx.channel().isActive()) {
      ctx.close(promise);
    } else if (closing) {
      ctx.channel().closeFuture().addListener(done -> promise.trySuccess());
    } else {
      closing = true;
      linger(ctx, promise);
    }
  }

  private void linger(ChannelHandlerContext ctx, ChannelPromise promise) {
    var timer = ctx.executor().schedule(() -> ctx.close(), limit.toNanos(), TimeUnit.NANOSECONDS);
    ctx.channel()
        .closeFuture()
        .addListener(
            done -> {
              timer.cancel(false);
              promise.trySuccess();
            });
    ctx.pipeline().addAfter(NAME, "discard", new Discard());
    ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(sent -> finish(ctx));
  }

  private static void finish(ChannelHandlerContext ctx) {
    var channel = (DuplexChannel) ctx.channel();
    if (channel.isInputShutdown()) {
      ctx.close();
      return;
    }
    if (!channel.isOutputShutdown()) sendFin(channel);
    ctx.read();
  }

  /** Netty's way makes an exception with its stack for writes that may come; none will. */
  private static void sendFin(DuplexChannel channel) {
    if (channel instanceof UnixChannel unix && unix.fd() instanceof Socket socket) {
      try {
        socket.shutdown(false, true);
      } catch (IOException | NotYetConnectedException e) {
        // The peer has gone already, of which the next read tells.
      }
    } else {
      channel.shutdownOutput();
    }
  }

  private static final class Discard extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      ReferenceCountUtil.release(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
      ctx.read();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
      Channel channel = ctx.channel();
      if (event == ChannelInputShutdownEvent.INSTANCE
          && ((DuplexChannel) channel).isOutputShutdown()) {
        closeNow(ctx.channel());
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      closeNow(ctx.channel());
    }
  }
}
