package org.stlspec.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;

/** A leg before login: collects octets and lets the session's phase look at them. */
final class LineLeg extends Leg {

  LineLeg(Session session, Link link) {
    super(session, link);
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    session.connected(link);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    var octets = (ByteBuf) message;
    session.arrived(link, octets.readableBytes());
    link.arrived(octets);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    session.advance();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    session.advance();
  }

  @Override
  void inputEnded() {
    session.advance();
  }
}
