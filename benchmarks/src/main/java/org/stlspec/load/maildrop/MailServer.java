package org.stlspec.load.maildrop;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.stlspec.proxy.backend.Transport;

/**
 * The leanest POP3 server that a proxy can be loaded before: everybody may log in with any password
 * and finds the same maildrop, from which nothing is ever removed.
 */
public final class MailServer implements AutoCloseable {
  private final EventLoopGroup loops;
  private final Channel channel;

  private MailServer(EventLoopGroup loops, Channel channel) {
    this.loops = loops;
    this.channel = channel;
  }

  /**
   * Begins to serve.
   *
   * @param threads event loops
   * @throws IOException with one line if it cannot listen there
   */
  public static MailServer start(InetSocketAddress where, Maildrop maildrop, int threads)
      throws IOException {
    Transport transport = Transport.best();
    EventLoopGroup loops =
        new MultiThreadIoEventLoopGroup(
            threads, new DefaultThreadFactory("maildrop", true), transport.ioHandlers());
    var answers = new Answers(maildrop);
    ChannelFuture bound =
        new ServerBootstrap()
            .group(loops)
            .channel(transport.server())
            .option(ChannelOption.SO_BACKLOG, 1024)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(sessions(answers))
            .bind(where)
            .awaitUninterruptibly();
    var server = new MailServer(loops, bound.channel());
    if (bound.isSuccess()) return server;
    server.close();
    throw new IOException(
        "cannot serve the maildrop at " + where + ": " + bound.cause().getMessage());
  }

  private static ChannelInitializer<Channel> sessions(Answers answers) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel channel) {
        channel.pipeline().addLast(new ServedSession(answers));
      }
    };
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return (InetSocketAddress) channel.localAddress();
  }

  /** Cuts all sessions. */
  @Override
  public void close() {
    channel.close().awaitUninterruptibly();
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
