package org.stlspec.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.stlspec.proxy.header.NotAHeader;
import org.stlspec.proxy.header.ProxyHeader;
import org.stlspec.proxy.header.Route;

/**
 * Stands before all else where a PROXY header is required: not an octet leaves before there is one,
 * and without one the connection ends in silence (PROXY protocol section 2). Then it leaves the
 * pipeline, and what came behind the header is for those who come after it.
 */
final class HeaderGate extends ChannelInboundHandlerAdapter {
  /** The specification asks for three at least, which is one lost segment. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  /** What happens next. */
  interface Outcome {
    /** The header is there; puts the handlers of the session into the pipeline. */
    void arrived(Optional<Route> route);

    /** There will be none. */
    void refused(String why);
  }

  private final Outcome outcome;
  private final Duration limit;
  private ByteBuf octets = Unpooled.EMPTY_BUFFER;
  private Optional<Future<?>> timer = Optional.empty();
  private boolean over;

  HeaderGate(Duration limit, Outcome outcome) {
    this.limit = Collections.min(List.of(limit, LONGEST_WAIT));
    this.outcome = outcome;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    Runnable late = () -> refuse(ctx, "sent no PROXY header in time");
    timer = Optional.of(ctx.executor().schedule(late, limit.toNanos(), TimeUnit.NANOSECONDS));
    ctx.read();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    var more = (ByteBuf) message;
    if (over) more.release();
    else octets = ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(ctx.alloc(), octets, more);
    if (!over) look(ctx);
  }

  private void look(ChannelHandlerContext ctx) {
    try {
      ProxyHeader.read(octets).ifPresent(header -> open(ctx, header));
    } catch (NotAHeader e) {
      refuse(ctx, "sent no PROXY header but " + e.getMessage());
    }
  }

  private void open(ChannelHandlerContext ctx, ProxyHeader header) {
    ByteBuf behind = octets.skipBytes(header.length());
    octets = Unpooled.EMPTY_BUFFER;
    ChannelHandlerContext before = ctx.pipeline().context(LingeringClose.NAME);
    ctx.pipeline().remove(this);
    outcome.arrived(header.route());
    before.fireChannelActive();
    if (behind.isReadable()) before.fireChannelRead(behind).fireChannelReadComplete();
    else behind.release();
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    ctx.read();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event == ChannelInputShutdownEvent.INSTANCE) refuse(ctx, "left before its PROXY header");
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    refuse(ctx, Trouble.of(cause));
  }

  @SuppressWarnings("FutureReturnValueIgnored") // nothing depends on when it is closed
  private void refuse(ChannelHandlerContext ctx, String why) {
    if (over) return;
    end();
    outcome.refused(why);
    ctx.close();
  }

  /** However the connection ends. */
  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    end();
  }

  private void end() {
    over = true;
    timer.ifPresent(waiting -> waiting.cancel(false));
    octets.release();
    octets = Unpooled.EMPTY_BUFFER;
  }
}
