package org.stlspec.proxy.privsep;

import java.io.IOException;
import java.security.cert.CertificateException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.stlspec.proxy.posix.Capabilities;
import org.stlspec.proxy.posix.Child;
import org.stlspec.proxy.posix.Rights;

/**
 * A program that can never gain rights and has few capabilities to lose. Both are kept by the
 * kernel for each thread, so it is started by a thread that is good for nothing else.
 */
final class GuardedProcess {
  /** To bind low ports, to give up the rest, and to read class path and key wherever they are. */
  private static final Set<Integer> KEPT =
      Set.of(
          Capabilities.NET_BIND_SERVICE,
          Capabilities.SYS_CHROOT,
          Capabilities.SETUID,
          Capabilities.SETGID,
          Capabilities.DAC_READ_SEARCH);

  /** How it is started. */
  interface Start {
    Child now() throws IOException, CertificateException;
  }

  private final CompletableFuture<Child> started = new CompletableFuture<>();
  private final CompletableFuture<Child.Ending> ended = new CompletableFuture<>();
  private boolean reaped;

  private GuardedProcess() {}

  /**
   * Starts it.
   *
   * @throws CertificateException if the start does
   * @throws IOException if the start does, or the rights cannot be taken away
   */
  static GuardedProcess start(Start start) throws IOException, CertificateException {
    var process = new GuardedProcess();
    var thread = new Thread(() -> process.live(start), "guarded-process");
    thread.setDaemon(true);
    thread.start();
    try {
      process.started.get();
      return process;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof CertificateException unfit) throw unfit;
      throw new IOException(e.getCause().getMessage(), e);
    } catch (InterruptedException e) {
      throw new IOException("interrupted", e);
    }
  }

  private void live(Start start) {
    try {
      Rights.gainNoMore();
      Capabilities.limitTo(KEPT);
      Child child = start.now();
      started.complete(child);
      child.awaitEnd();
      ended.complete(reaped(child));
    } catch (IOException | CertificateException | RuntimeException e) {
      started.completeExceptionally(e);
      ended.completeExceptionally(e);
    }
  }

  /** From here on its number may be another's. */
  private synchronized Child.Ending reaped(Child child) throws IOException {
    reaped = true;
    return child.await();
  }

  /** On the thread that has waited for it. */
  @SuppressWarnings("FutureReturnValueIgnored") // nothing comes after it
  void atEnd(Consumer<Child.Ending> task) {
    ended.thenAccept(task);
  }

  int pid() {
    return started.join().pid();
  }

  /** To its group; nothing happens if it has ended. */
  synchronized void signal(int number) throws IOException {
    if (!reaped) started.join().signal(number);
  }

  /** How it ended; after the limit it is killed. */
  Child.Ending awaitEnd(long limit, TimeUnit unit) throws IOException {
    try {
      return ended.get(limit, unit);
    } catch (TimeoutException e) {
      signal(Child.SIGKILL);
      return awaitEnd(limit, unit);
    } catch (ExecutionException | InterruptedException e) {
      throw new IOException("a process is lost: " + e.getMessage(), e);
    }
  }
}
