package org.stlspec.proxy;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * The end of a listening channel's pipeline: a connection that could not be accepted, for want of
 * descriptors above all, is a line of the log. Netty pauses for a second then.
 */
final class AcceptTrouble extends ChannelInboundHandlerAdapter {
  private final Events events;

  AcceptTrouble(Events events) {
    this.events = events;
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    events.notAccepted(String.valueOf(cause.getMessage()));
  }
}
