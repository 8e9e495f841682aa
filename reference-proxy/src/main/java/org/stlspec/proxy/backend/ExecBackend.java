package org.stlspec.proxy.backend;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** A program for each connection, started by this process. */
final class ExecBackend implements Backend {
  private final Programs programs;

  /**
   * Looks for the program, and whether this system can run it this way.
   *
   * @param grace how long a program may go on once its session has ended
   * @throws IllegalArgumentException if there is no such program
   * @throws IOException if the system lacks what is needed
   */
  ExecBackend(BackendAddress.Exec address, Duration grace) throws IOException {
    programs = new Programs(address, grace);
  }

  @Override
  public ChannelFuture connect(EventLoop loop, ChannelHandler handler, Caller caller) {
    try {
      Programs.Running program = programs.start(loop, caller);
      Channel channel = Adopted.stream(program.connection());
      channel.closeFuture().addListener(closed -> program.sessionEnded().run());
      return Adopted.begin(loop, channel, handler, Optional.empty());
    } catch (IOException e) {
      return Adopted.none(loop, e);
    }
  }

  @Override
  public void close() {
    programs.close();
  }
}
