package org.stlspec.proxy.backend;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.unix.DomainSocketAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;

/** The way to the POP3 server: one connection per call. */
public interface Backend extends AutoCloseable {

  /** Largest single read in octets; 256 KiB read at once cost a third less than 64 KiB. */
  int LARGEST_READ = 256 * 1024;

  /**
   * Begins to connect. The channel does not read by itself, and the end of its input leaves its
   * output open.
   *
   * @param loop the event loop of the client's channel
   * @param handler what to put into the pipeline
   * @param caller the client for whom it is
   */
  ChannelFuture connect(EventLoop loop, ChannelHandler handler, Caller caller);

  /** Whether a second connection can be had for the same session. */
  default boolean renewable() {
    return true;
  }

  /** Ends what the connections have left running, while the event loops are there to hear of it. */
  @Override
  default void close() {}

  /**
   * The way to an address; a host name is looked up here, once.
   *
   * @param limit time for one connection to be made
   * @param grace time for a program to end once its session has ended
   * @throws IllegalArgumentException with one line when the address is of no use
   * @throws IOException with one line when it is, but not on this system
   */
  static Backend at(BackendAddress address, Transport transport, Duration limit, Duration grace)
      throws IOException {
    if (address instanceof BackendAddress.Tcp tcp) {
      return connecting(resolved(tcp), transport.tcp(), limit);
    }
    if (address instanceof BackendAddress.Unix unix) {
      return connecting(new DomainSocketAddress(unix.path().toFile()), transport.unix(), limit);
    }
    transport.requireEpoll("exec: and fd: backends");
    if (address instanceof BackendAddress.Exec exec) return new ExecBackend(exec, grace);
    return new FdBackend((BackendAddress.Fd) address);
  }

  private static InetSocketAddress resolved(BackendAddress.Tcp tcp) {
    var address = new InetSocketAddress(tcp.host(), tcp.port());
    if (!address.isUnresolved()) return address;
    throw new IllegalArgumentException("backend host '" + tcp.host() + "' is unknown");
  }

  private static Backend connecting(
      SocketAddress address, Class<? extends Channel> channel, Duration limit) {
    Bootstrap template =
        new Bootstrap()
            .channel(channel)
            .option(ChannelOption.AUTO_READ, false)
            .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) limit.toMillis())
            .option(ChannelOption.RECVBUF_ALLOCATOR, new SharedReads());
    if (address instanceof InetSocketAddress) template.option(ChannelOption.TCP_NODELAY, true);
    return (loop, handler, caller) -> template.clone(loop).handler(handler).connect(address);
  }
}
