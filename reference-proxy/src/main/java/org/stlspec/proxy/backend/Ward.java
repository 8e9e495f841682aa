package org.stlspec.proxy.backend;

import io.netty.channel.EventLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.stlspec.proxy.posix.Child;
import org.stlspec.proxy.posix.Descriptor;

/** A running program, until its end is known: nothing of it is left behind then. */
final class Ward extends Ear {
  private final Child child;
  private final EventLoop loop;
  private final Caller.Log log;
  private final Consumer<Ward> atEnd;
  private final CountDownLatch over = new CountDownLatch(1);
  private List<? extends Future<?>> timers = List.of();

  /**
   * Begins to guard it.
   *
   * @param atEnd is told once
   * @throws IOException if its end cannot be watched for; it is ended then
   */
  Ward(Child child, EventLoop loop, Caller.Log log, Consumer<Ward> atEnd) throws IOException {
    super(watch(child));
    this.child = child;
    this.loop = loop;
    this.log = log;
    this.atEnd = atEnd;
  }

  private static Descriptor watch(Child child) throws IOException {
    try {
      return child.watch();
    } catch (IOException e) {
      child.signal(Child.SIGKILL);
      child.await();
      throw e;
    }
  }

  @Override
  void readable() throws IOException {
    Optional<Child.Ending> ending = child.ended();
    if (ending.isEmpty()) return;
    close();
    timers.forEach(timer -> timer.cancel(false));
    note(ending.get());
    atEnd.accept(this);
    over.countDown();
  }

  private void note(Child.Ending ending) {
    if (ending.signal().isPresent()) {
      log.note(child.pid(), "signal", String.valueOf(ending.signal().get()));
    } else log.note(child.pid(), "exit", String.valueOf(ending.status()));
  }

  /** Its session has ended; called on the event loop. */
  void endWithin(Duration grace) {
    if (over.getCount() == 0) return;
    timers = List.of(later(grace, Child.SIGTERM), later(grace.multipliedBy(2), Child.SIGKILL));
  }

  private Future<?> later(Duration time, int signal) {
    return loop.schedule(() -> signal(signal), time.toNanos(), TimeUnit.NANOSECONDS);
  }

  void signal(int number) {
    try {
      if (over.getCount() > 0) child.signal(number);
    } catch (IOException e) {
      log.note(child.pid(), "trouble", e.getMessage());
    }
  }

  /** Waits, on another thread than the event loop's. */
  void awaitEnd(long nanos) {
    try {
      over.await(nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
