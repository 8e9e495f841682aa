package org.stlspec.proxy.backend;

import io.netty.channel.Channel;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;

/** The kernel interface under the channels; both legs of a session share it, and an event loop. */
public enum Transport {
  EPOLL(EpollServerSocketChannel.class, EpollSocketChannel.class),
  NIO(NioServerSocketChannel.class, NioSocketChannel.class);

  private final Class<? extends ServerChannel> server;
  private final Class<? extends Channel> tcp;

  Transport(Class<? extends ServerChannel> server, Class<? extends Channel> tcp) {
    this.server = server;
    this.tcp = tcp;
  }

  /** Epoll where its library loads, NIO elsewhere. */
  public static Transport best() {
    return Epoll.isAvailable() ? EPOLL : NIO;
  }

  public IoHandlerFactory ioHandlers() {
    return this == EPOLL ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
  }

  public Class<? extends ServerChannel> server() {
    return server;
  }

  public Class<? extends Channel> tcp() {
    return tcp;
  }

  /**
   * Channels for Unix domain sockets.
   *
   * @throws IllegalArgumentException where there are none
   */
  Class<? extends Channel> unix() {
    if (this == EPOLL) return EpollDomainSocketChannel.class;
    throw new IllegalArgumentException("unix: backends need epoll, which is not available here");
  }

  /** For sockets that come from elsewhere. */
  public void requireEpoll(String who) throws IOException {
    if (this != EPOLL) throw new IOException(who + " need epoll, which is not available here");
  }
}
