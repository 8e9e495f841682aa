package org.stlspec.proxy.backend;

import io.netty.channel.EventLoop;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.stlspec.proxy.posix.Child;
import org.stlspec.proxy.posix.Descriptor;
import org.stlspec.proxy.posix.Pair;
import org.stlspec.proxy.posix.Spawn;

/**
 * Starts one program again and again, as tcpserver would: a connection on descriptors 0 and 1, its
 * words for the log on 2, the client's address in its environment. It leads a process group, so
 * that what it starts itself can be ended with it.
 */
public final class Programs implements AutoCloseable {
  private static final Duration AT_CLOSE = Duration.ofSeconds(1);

  private final BackendAddress.Exec address;
  private final Path program;
  private final UcspiEnvironment environment;
  private final Duration grace;
  private final Set<Ward> wards = ConcurrentHashMap.newKeySet();

  /**
   * A program that was started.
   *
   * @param connection our end of its connection, for the caller to close
   * @param sessionEnded to be run on the event loop: from then on it has a while to end by itself
   */
  public record Running(Descriptor connection, Runnable sessionEnded) {}

  /**
   * Looks for the program, and whether this system can run it this way.
   *
   * @param grace how long a program may go on once its session has ended
   * @throws IllegalArgumentException if there is no such program
   * @throws IOException if the system lacks what is needed
   */
  public Programs(BackendAddress.Exec address, Duration grace) throws IOException {
    this.address = address;
    this.program = ProgramFile.of(address.command().get(0));
    this.environment = UcspiEnvironment.ofThisProcess(address.localHost());
    this.grace = grace;
    new Child((int) ProcessHandle.current().pid(), false).watch().close();
  }

  /**
   * Starts one.
   *
   * @param loop an event loop of epoll, where its end and its words are waited for
   * @throws IOException if it cannot be started
   */
  public Running start(EventLoop loop, Caller caller) throws IOException {
    Pair connection = Pair.ofSockets();
    try {
      Ward ward = start(loop, connection.second(), caller);
      connection.second().close();
      return new Running(connection.first(), () -> ward.endWithin(grace));
    } catch (IOException e) {
      connection.close();
      throw e;
    }
  }

  private Ward start(EventLoop loop, Descriptor connection, Caller caller) throws IOException {
    Pair words = Pair.ofPipe();
    try {
      return attended(loop, words, spawn(connection, words, caller), caller);
    } finally {
      words.second().close();
    }
  }

  private Child spawn(Descriptor connection, Pair words, Caller caller) throws IOException {
    var descriptors = Map.of(0, connection, 1, connection, 2, words.second());
    try {
      return new Spawn(program, address.command(), environment.of(caller), descriptors, true)
          .start();
    } catch (IOException e) {
      words.first().close();
      throw e;
    }
  }

  private Ward attended(EventLoop loop, Pair words, Child child, Caller caller) throws IOException {
    new Diagnostics(words.first(), child.pid(), caller.log()).listen(loop);
    var ward = new Ward(child, loop, caller.log(), wards::remove);
    wards.add(ward);
    ward.listen(loop);
    return ward;
  }

  /** How many run now. */
  public int running() {
    return wards.size();
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
