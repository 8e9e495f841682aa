package org.stlspec.proxy.backend;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The one connection that this process was started with. There is no second. */
final class FdBackend implements Backend {
  private final BackendAddress.Fd address;
  private final AtomicReference<Optional<Channel>> only;

  /**
   * Takes the descriptor over.
   *
   * @throws IllegalArgumentException if it is no connected stream socket
   */
  FdBackend(BackendAddress.Fd address) {
    this.address = address;
    try {
      only = new AtomicReference<>(Optional.of(Adopted.stream(address.descriptor())));
    } catch (IOException e) {
      throw new IllegalArgumentException("backend " + address + ": " + e.getMessage(), e);
    }
  }

  @Override
  public ChannelFuture connect(EventLoop loop, ChannelHandler handler, Caller caller) {
    Optional<Channel> channel = only.getAndSet(Optional.empty());
    if (channel.isPresent()) return Adopted.begin(loop, channel.get(), handler, Optional.empty());
    return Adopted.none(loop, new IOException(address + " is one connection only"));
  }

  @Override
  public boolean renewable() {
    return false;
  }

  /** The other side is not left waiting if no session ever began. */
  @Override
  public void close() {
    only.getAndSet(Optional.empty()).ifPresent(channel -> channel.unsafe().closeForcibly());
  }
}
