package org.stlspec.proxy;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.stlspec.proxy.Session.Port;
import org.stlspec.proxy.backend.Caller;

/** Lets a connection in and begins its session, or turns it away. */
final class Door extends ChannelInitializer<Channel> {
  private final Service service;
  private final Port port;
  private final AtomicLong numbers;

  Door(Service service, Port port, AtomicLong numbers) {
    this.service = service;
    this.port = port;
    this.numbers = numbers;
  }

  @Override
  protected void initChannel(Channel channel) {
    var tally =
        new Tally(numbers.incrementAndGet(), channel.remoteAddress(), service.settings().log());
    if (channel.remoteAddress() instanceof InetSocketAddress peer
        && service.admission().enter(peer.getAddress())) {
      channel.closeFuture().addListener(closed -> service.admission().leave(peer.getAddress()));
      var local = Optional.of((InetSocketAddress) channel.localAddress());
      enter(service, channel, port, tally, new Caller(Optional.of(peer), local, tally::note));
    } else {
      prepare(service, channel, tally);
      tally.ended("too many connections");
      channel.pipeline().addLast(new Refusal(port));
    }
  }

  /** Begins the session of a client that is let in. */
  static void enter(Service service, Channel channel, Port port, Tally tally, Caller caller) {
    prepare(service, channel, tally);
    service.open().add(channel);
    new Session(service, channel, port, tally, caller).begin();
  }

  private static void prepare(Service service, Channel channel, Tally tally) {
    var linger = service.settings().limits().linger();
    channel.pipeline().addLast(LingeringClose.NAME, new LingeringClose(linger));
    channel.closeFuture().addListener(closed -> tally.ended("cut at shutdown"));
  }

  /** On the port of implicit TLS a client would not understand a line in clear. */
  private static final class Refusal extends ChannelInboundHandlerAdapter {
    private final Port port;

    Refusal(Port port) {
      this.port = port;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // close comes behind the reply in any case
    public void channelActive(ChannelHandlerContext ctx) {
      if (port == Port.STLS) ctx.writeAndFlush(Reply.TOO_MANY_CONNECTIONS.octets());
      ctx.close();
    }
  }
}
