package org.stlspec.proxy.privsep;

import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.stlspec.proxy.backend.BackendAddress;
import org.stlspec.proxy.backend.Caller;
import org.stlspec.proxy.backend.Programs;
import org.stlspec.proxy.posix.Descriptor;

/** The configured program, started for each session with the rights of the launcher. */
final class ProgramSource implements SessionSource {
  private final Programs programs;
  private final MultiThreadIoEventLoopGroup loops;
  private final EventLoop loop;
  private final Map<Long, Programs.Running> open = new ConcurrentHashMap<>();

  /**
   * Looks for the program.
   *
   * @throws IllegalArgumentException with one line if there is none
   */
  ProgramSource(BackendAddress.Exec address, Duration grace) throws IOException {
    programs = new Programs(address, grace);
    var threads = new DefaultThreadFactory("stls-launcher", true);
    loops = new MultiThreadIoEventLoopGroup(1, threads, EpollIoHandler.newFactory());
    loop = loops.next();
  }

  @Override
  public Descriptor open(long number, Caller caller) throws IOException {
    Programs.Running program = programs.start(loop, caller);
    open.put(number, program);
    return program.connection();
  }

  @Override
  public void ended(long number) {
    Optional.ofNullable(open.remove(number))
        .ifPresent(program -> loop.execute(program.sessionEnded()));
  }

  /** One that was not closed counts although its program has ended, and the other way round. */
  @Override
  public int sessions() {
    return Math.max(open.size(), programs.running());
  }

  @Override
  public void close() {
    programs.close();
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
