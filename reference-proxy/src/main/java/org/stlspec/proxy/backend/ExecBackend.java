package org.stlspec.proxy.backend;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.stlspec.proxy.posix.Child;
import org.stlspec.proxy.posix.Pair;
import org.stlspec.proxy.posix.Spawn;

/**
 * A program for each connection, started as tcpserver would: the connection on descriptors 0 and 1,
 * its words for the log on 2, the client's address in its environment. It leads a process group, so
 * that what it starts itself can be ended with it.
 */
final class ExecBackend implements Backend {
  private static final Duration AT_CLOSE = Duration.ofSeconds(1);

  private final BackendAddress.Exec address;
  private final Path program;
  private final UcspiEnvironment environment;
  private final Duration grace;
  private final Set<Ward> wards = ConcurrentHashMap.newKeySet();

  /**
   * Looks for the program, and whether this system can run it this way.
   *
   * @param grace how long a program may go on once its session has ended
   * @throws IllegalArgumentException if there is no such program
   * @throws IOException if the system lacks what is needed
   */
  ExecBackend(BackendAddress.Exec address, Duration grace) throws IOException {
    this.address = address;
    this.program = ProgramFile.of(address.command().get(0));
    this.environment = UcspiEnvironment.ofThisProcess(address.localHost());
    this.grace = grace;
    new Child((int) ProcessHandle.current().pid(), false).watch().close();
  }

  @Override
  public ChannelFuture connect(EventLoop loop, ChannelHandler handler, Caller caller) {
    try {
      Pair connection = Pair.ofSockets();
      Channel channel = Adopted.stream(connection.first());
      return Adopted.begin(loop, channel, handler, start(loop, connection, channel, caller));
    } catch (IOException e) {
      return Adopted.none(loop, e);
    }
  }

  /** Why it does not start, if it does not; the channel then sees its other end closed. */
  private Optional<IOException> start(
      EventLoop loop, Pair connection, Channel channel, Caller caller) throws IOException {
    try {
      Pair words = Pair.ofPipe();
      try {
        attend(loop, channel, caller, words, spawn(connection, words, caller));
      } finally {
        words.second().close();
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(e);
    } finally {
      connection.second().close();
    }
  }

  private Child spawn(Pair connection, Pair words, Caller caller) throws IOException {
    var descriptors = Map.of(0, connection.second(), 1, connection.second(), 2, words.second());
    try {
      return new Spawn(program, address.command(), environment.of(caller), descriptors, true)
          .start();
    } catch (IOException e) {
      words.first().close();
      throw e;
    }
  }

  private void attend(EventLoop loop, Channel channel, Caller caller, Pair words, Child child)
      throws IOException {
    new Diagnostics(words.first(), child.pid(), caller.log()).listen(loop);
    var ward = new Ward(child, loop, caller.log(), wards::remove);
    wards.add(ward);
    ward.listen(loop);
    channel.closeFuture().addListener(closed -> ward.endWithin(grace));
  }

  /** Sees to it that no program outlives this process: by its input's end, TERM, or KILL. */
  @Override
  public void close() {
    await(AT_CLOSE);
    wards.forEach(ward -> ward.signal(Child.SIGTERM));
    await(AT_CLOSE);
    wards.forEach(ward -> ward.signal(Child.SIGKILL));
    await(AT_CLOSE);
  }

  private void await(Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    for (Ward ward : wards) ward.awaitEnd(end - System.nanoTime());
  }
}
