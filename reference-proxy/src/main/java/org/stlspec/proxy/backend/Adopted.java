package org.stlspec.proxy.backend;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.local.LocalChannel;
import java.io.IOException;
import java.util.Optional;
import org.stlspec.proxy.posix.Descriptor;
import org.stlspec.proxy.posix.SocketKind;

/** Channels made of sockets that are open already. */
public final class Adopted {
  private Adopted() {}

  /**
   * A channel of its own descriptor, not yet on an event loop. It does not read by itself, and the
   * end of its input leaves its output open.
   *
   * @param socket a connected stream, blocking or not, with octets waiting in it or not; the
   *     channel closes it
   * @throws IOException if it is none, or its connection was reset before
   */
  public static Channel stream(Descriptor socket) throws IOException {
    SocketKind kind = SocketKind.of(socket);
    if (kind != SocketKind.INET && kind != SocketKind.UNIX) {
      throw new IOException(socket + " is no connected stream socket");
    }
    socket.nonBlocking();
    boolean inet = kind == SocketKind.INET;
    int number = socket.number();
    Channel channel = inet ? new EpollSocketChannel(number) : new EpollDomainSocketChannel(number);
    if (channel.isActive()) return configured(channel);
    // It would never become active, and nobody would hear of it.
    channel.unsafe().closeForcibly();
    throw new IOException(socket + ": its peer has gone already");
  }

  /**
   * Channels of a socket that waits for TCP connections.
   *
   * @throws IOException if it is none
   */
  public static ChannelFactory<ServerChannel> listening(Descriptor socket) throws IOException {
    if (SocketKind.of(socket) != SocketKind.LISTENING) {
      throw new IOException(socket + " is no listening TCP socket");
    }
    socket.closeOnExec(true);
    socket.nonBlocking();
    return () -> new EpollServerSocketChannel(socket.number());
  }

  private static Channel configured(Channel channel) {
    channel.config().setAutoRead(false);
    channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
    channel.config().setOption(ChannelOption.TCP_NODELAY, true);
    channel.config().setRecvByteBufAllocator(new SharedReads());
    return channel;
  }

  /**
   * Gives a channel to an event loop in a moment, so that the caller can fill its pipeline first.
   *
   * @param trouble why the channel is of no use, if it is not
   */
  static ChannelFuture begin(
      EventLoop loop, Channel channel, ChannelHandler handler, Optional<IOException> trouble) {
    channel.pipeline().addLast(handler);
    ChannelPromise connected = new DefaultChannelPromise(channel, loop);
    loop.execute(() -> register(loop, channel, connected, trouble));
    return connected;
  }

  static void register(
      EventLoop loop, Channel channel, ChannelPromise connected, Optional<IOException> trouble) {
    loop.register(channel)
        .addListener(
            registered -> {
              if (!registered.isSuccess()) connected.tryFailure(registered.cause());
              else if (trouble.isPresent()) connected.tryFailure(trouble.get());
              else connected.trySuccess();
            });
  }

  /** No channel was to be had; the one in its place is on no event loop and never will be. */
  static ChannelFuture none(EventLoop loop, IOException trouble) {
    ChannelPromise failed = new DefaultChannelPromise(new LocalChannel(), loop);
    loop.execute(() -> failed.tryFailure(trouble));
    return failed;
  }
}
