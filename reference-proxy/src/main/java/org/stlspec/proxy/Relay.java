package org.stlspec.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;

/**
 * One direction after login: what comes in on one leg goes out on the other. The next chunk is read
 * when the last one is out but for a little, so a peer that does not read holds up the other peer,
 * not the memory.
 */
final class Relay extends Leg {
  private final Link to;
  private Relay back = this;
  private boolean heldUp;
  private long heldUpSince;
  private boolean finished;

  private Relay(Session session, Link from, Link to) {
    super(session, from);
    this.to = to;
  }

  /** Joins both legs of a session, beginning with what the readers of lines had left over. */
  static void join(Session session) {
    var up = new Relay(session, session.client(), session.backend());
    var down = new Relay(session, session.backend(), session.client());
    up.back = down;
    down.back = up;
    session.relaying(up, down);
    up.begin();
    down.begin();
  }

  private void begin() {
    ByteBuf left = link.lines().takeRest();
    session.forwarded(link, left.readableBytes());
    to.relay();
    link.channel().pipeline().replace(LineLeg.class, "relay", this);
    if (left.isReadable()) to.pass(left);
    else left.release();
    settle();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    session.relayed(link, ((ByteBuf) message).readableBytes());
    to.pass(message);
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
    to.flush();
    if (to.writable()) {
      proceed();
    } else if (!heldUp) {
      heldUp = true;
      heldUpSince = System.nanoTime();
    }
  }

  /** This leg takes more, or it does not: the matter of the direction that ends here. */
  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    back.roomChanged();
  }

  private void roomChanged() {
    if (!heldUp || !to.writable()) return;
    heldUp = false;
    proceed();
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
    return heldUp && heldUpSince - nanoTime < 0;
  }
}
