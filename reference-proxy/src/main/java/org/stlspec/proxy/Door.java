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
import org.stlspec.proxy.header.Octets;
import org.stlspec.proxy.header.Route;

/** Lets a connection in and begins its session, or turns it away. */
final class Door extends ChannelInitializer<Channel> {
  private static final String FULL = "too many connections";

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
    if (!(channel.remoteAddress() instanceof InetSocketAddress remote)
        || !(channel.localAddress() instanceof InetSocketAddress local)) {
      turnAway(channel, tally, "left at once");
      return;
    }
    var route = new Route(Octets.plain(remote), Octets.plain(local));
    tally.peer(route.from());
    if (service.settings().acceptProxyProtocol().isEmpty()) enter(channel, route, tally);
    else awaitHeader(channel, route, tally);
  }

  private void enter(Channel channel, Route route, Tally tally) {
    prepare(service, channel, tally);
    var address = route.from().getAddress();
    if (service.admission().enter(address)) {
      channel.closeFuture().addListener(closed -> service.admission().leave(address));
      new Session(service, channel, port, tally, caller(route, tally)).begin();
    } else {
      refuse(channel, tally);
    }
  }

  /** Before the header nobody is told anything, so there is no word for those who do not fit in. */
  private void awaitHeader(Channel channel, Route peer, Tally tally) {
    if (!service.settings().takesHeaderFrom(peer.from().getAddress())) {
      turnAway(channel, tally, "not on the list of --accept-proxy-protocol");
      return;
    }
    prepare(service, channel, tally);
    if (!service.admission().enter()) {
      turnAway(channel, tally, FULL);
    } else {
      channel.closeFuture().addListener(closed -> service.admission().leave());
      var limit = service.settings().limits().greeting();
      channel.pipeline().addLast(new HeaderGate(limit, afterHeader(channel, peer, tally)));
    }
  }

  private HeaderGate.Outcome afterHeader(Channel channel, Route peer, Tally tally) {
    return new HeaderGate.Outcome() {
      @Override
      public void arrived(Optional<Route> conveyed) {
        enterBehindHeader(channel, conveyed.orElse(peer), tally);
      }

      @Override
      public void refused(String why) {
        tally.ended(why);
      }
    };
  }

  private void enterBehindHeader(Channel channel, Route route, Tally tally) {
    tally.peer(route.from());
    var address = route.from().getAddress();
    if (service.admission().settle(address)) {
      channel.closeFuture().addListener(closed -> service.admission().unsettle(address));
      new Session(service, channel, port, tally, caller(route, tally)).begin();
    } else {
      refuse(channel, tally);
    }
  }

  private static Caller caller(Route route, Tally tally) {
    return tally.caller(Optional.of(route.from()), Optional.of(route.to()));
  }

  /** Begins the session of a client that is let in. */
  static void enter(Service service, Channel channel, Port port, Tally tally, Caller caller) {
    prepare(service, channel, tally);
    new Session(service, channel, port, tally, caller).begin();
  }

  /** First of all: whoever is counted, or is heard of in any other way, is cut at shutdown. */
  private static void prepare(Service service, Channel channel, Tally tally) {
    service.open().add(channel);
    var linger = service.settings().limits().linger();
    channel.pipeline().addLast(LingeringClose.NAME, new LingeringClose(linger));
    channel.closeFuture().addListener(closed -> tally.ended("cut at shutdown"));
  }

  private void refuse(Channel channel, Tally tally) {
    tally.ended(FULL);
    channel.pipeline().addLast(new Refusal(port));
  }

  /** Without a word. */
  private static void turnAway(Channel channel, Tally tally, String why) {
    tally.ended(why);
    LingeringClose.closeNow(channel);
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
