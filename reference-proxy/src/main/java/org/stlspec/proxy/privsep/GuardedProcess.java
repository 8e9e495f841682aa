package org.stlspec.proxy.privsep;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.stlspec.proxy.posix.Capabilities;
import org.stlspec.proxy.posix.Child;
import org.stlspec.proxy.posix.Rights;
import org.stlspec.proxy.posix.Spawn;

/**
 * A program that can never gain rights and has few capabilities to lose. Both are kept by the
 * kernel for each thread, so it is started by a thread that is good for nothing else.
 */
final class GuardedProcess {
  /** To bind low ports, to give up the rest, and to read a class path wherever it is. */
  private static final Set<Integer> KEPT =
      Set.of(
          Capabilities.NET_BIND_SERVICE,
          Capabilities.SYS_CHROOT,
          Capabilities.SETUID,
          Capabilities.SETGID,
          Capabilities.DAC_READ_SEARCH);

  private final CompletableFuture<Child> started = new CompletableFuture<>();
  private final CompletableFuture<Child.Ending> ended = new CompletableFuture<>();
  private boolean reaped;

  private GuardedProcess() {}

  /** Starts it. */
  static GuardedProcess start(Spawn spawn) throws IOException {
    var process = new GuardedProcess();
    var thread = new Thread(() -> process.live(spawn), "network-process");
    thread.setDaemon(true);
    thread.start();
    process.child();
    return process;
  }

  private void live(Spawn spawn) {
    try {
      Rights.gainNoMore();
      Capabilities.limitTo(KEPT);
      Child child = spawn.start();
      started.complete(child);
      child.awaitEnd();
      reap(child);
    } catch (IOException e) {
      started.completeExceptionally(e);
      ended.completeExceptionally(e);
    }
  }

  private synchronized void reap(Child child) throws IOException {
    reaped = true;
    ended.complete(child.await());
  }

  int pid() throws IOException {
    return child().pid();
  }

  private Child child() throws IOException {
    try {
      return started.get();
    } catch (ExecutionException e) {
      throw new IOException(e.getCause().getMessage(), e);
    } catch (InterruptedException e) {
      throw new IOException("interrupted", e);
    }
  }

  /** To its group; nothing happens if it has ended. */
  synchronized void signal(int number) throws IOException {
    if (!reaped) child().signal(number);
  }

  /** How it ended; after the limit it is killed. */
  Child.Ending awaitEnd(long limit, TimeUnit unit) throws IOException {
    try {
      return ended.get(limit, unit);
    } catch (TimeoutException e) {
      signal(Child.SIGKILL);
      return awaitEnd(limit, unit);
    } catch (ExecutionException | InterruptedException e) {
      throw new IOException("the network process is lost: " + e.getMessage(), e);
    }
  }
}
