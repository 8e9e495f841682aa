package org.stlspec.proxy;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;

/** The end of a pipeline: turns what the network does into what happens to a session. */
abstract class Leg extends ChannelInboundHandlerAdapter {
  final Session session;
  final Link link;

  Leg(Session session, Link link) {
    this.session = session;
    this.link = link;
  }

  /** The peer has properly ended its output. */
  abstract void inputEnded();

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof SslHandshakeCompletionEvent handshake) session.handshaken(handshake);
    else if (event == SslCloseCompletionEvent.SUCCESS) ended(true);
    else if (event == ChannelInputShutdownEvent.INSTANCE) ended(!link.encrypted());
  }

  /** Inside TLS only close_notify is a proper end; FIN alone may be an attacker's cut. */
  private void ended(boolean properly) {
    if (link.ended()) return;
    link.end();
    if (properly) inputEnded();
    else session.truncated();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    session.gone(link, "closed the connection");
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    session.gone(link, Trouble.of(cause));
  }
}
