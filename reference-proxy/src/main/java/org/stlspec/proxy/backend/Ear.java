package org.stlspec.proxy.backend;

import io.netty.channel.EventLoop;
import io.netty.channel.IoEvent;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.FileDescriptor;
import java.io.IOException;
import java.util.Optional;
import org.stlspec.proxy.posix.Descriptor;

/**
 * A descriptor that is no socket, on an event loop: told whenever there is something to read. This
 * is what spares the proxy a thread for each program.
 */
abstract class Ear implements EpollIoHandle {
  private final FileDescriptor descriptor;
  private Optional<IoRegistration> registration = Optional.empty();
  private boolean closed;

  /** Takes the descriptor over. */
  Ear(Descriptor descriptor) {
    this.descriptor = new FileDescriptor(descriptor.number());
  }

  /** There is something to read, or the end. */
  abstract void readable() throws IOException;

  /** Begins to hear, on that loop. */
  @SuppressWarnings("FutureReturnValueIgnored") // the listener hears of both outcomes
  final void listen(EventLoop loop) {
    ((IoEventLoop) loop)
        .register(this)
        .addListener(
            registered -> {
              if (registered.isSuccess()) begin((IoRegistration) registered.getNow());
              else close();
            });
  }

  private void begin(IoRegistration granted) {
    registration = Optional.of(granted);
    granted.submit(EpollIoOps.EPOLLIN);
  }

  @Override
  public final FileDescriptor fd() {
    return descriptor;
  }

  @Override
  public final void handle(IoRegistration from, IoEvent event) {
    try {
      if (!closed) readable();
    } catch (IOException e) {
      close();
    }
  }

  /** Taken from the loop before the number is free, for another may get it at once. */
  @Override
  public final void close() {
    if (closed) return;
    closed = true;
    registration.ifPresent(IoRegistration::cancel);
    try {
      descriptor.close();
    } catch (IOException e) {
      // there is nothing else to be done with it
    }
  }
}
