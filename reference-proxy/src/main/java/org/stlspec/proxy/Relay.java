package org.stlspec.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;

/**
 * One direction after login: what comes in on one leg goes out on the other. The next chunk is read
 * when the last one is out, so a peer that does not read holds up the other peer, not the memory.
 */
final class Relay extends Leg implements ChannelFutureListener {
  private final Link to;
  private ChannelFuture lastWrite;
  private ChannelFuture awaited;
  private long waitingSince;
  private boolean finished;

  private Relay(Session session, Link from, Link to) {
    super(session, from);
    this.to = to;
    lastWrite = from.channel().newSucceededFuture();
    awaited = lastWrite;
  }

  /** Joins both legs of a session, beginning with what the readers of lines had left over. */
  static void join(Session session) {
    var up = new Relay(session, session.client(), session.backend());
    var down = new Relay(session, session.backend(), session.client());
    session.relaying(up, down);
    up.begin();
    down.begin();
  }

  private void begin() {
    ByteBuf left = link.lines().takeRest();
    session.forwarded(link, left.readableBytes());
    link.channel().pipeline().replace(LineLeg.class, "relay", this);
    if (left.isReadable()) lastWrite = to.channel().write(left);
    else left.release();
    settle();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    session.relayed(link, ((ByteBuf) message).readableBytes());
    lastWrite = to.channel().write(message);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    settle();
  }

  @Override
  void inputEnded() {
    settle();
  }

  /** A read has brought what it had: sends it off, and goes on as soon as it is out. */
  private void settle() {
    if (lastWrite == awaited) {
      if (awaited.isDone()) proceed();
      return;
    }
    to.channel().flush();
    awaited = lastWrite;
    if (awaited.isSuccess()) proceed();
    else await();
  }

  private void await() {
    waitingSince = System.nanoTime();
    awaited.addListener(this);
  }

  @Override
  public void operationComplete(ChannelFuture write) {
    if (!write.isSuccess()) session.gone(to, Trouble.of(write.cause()));
    else if (write == awaited) proceed();
  }

  private void proceed() {
    if (link.ended()) finish();
    else link.channel().read();
  }

  private void finish() {
    if (finished) return;
    finished = true;
    to.endOutput();
    session.directionEnded(link);
  }

  /** Since when a chunk has been waiting to leave. */
  boolean stalledSince(long nanoTime) {
    return !awaited.isDone() && waitingSince - nanoTime < 0;
  }
}
