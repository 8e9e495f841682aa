package org.stlspec.proxy;

import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Sees that a session does not stand still for ever. One timer; activity only writes a number. */
final class Watch {
  private final Session session;
  private final EventExecutor executor;
  private final Duration writeStall;
  private long idleNanos;
  private long lastActivity = System.nanoTime();
  private Future<?> timer;

  Watch(Session session, EventExecutor executor, Limits limits) {
    this.session = session;
    this.executor = executor;
    this.writeStall = limits.writeStall();
    this.idleNanos = limits.idle().toNanos();
    timer = schedule();
  }

  void activity() {
    lastActivity = System.nanoTime();
  }

  /** From now on less time may pass without activity. */
  void shorten(Duration idle) {
    idleNanos = Math.min(idleNanos, idle.toNanos());
    activity();
    stop();
    timer = schedule();
  }

  void stop() {
    timer.cancel(false);
  }

  private Future<?> schedule() {
    long quiet = System.nanoTime() - lastActivity;
    long next = Math.min(idleNanos - quiet, writeStall.toNanos());
    return executor.schedule(this::look, Math.max(next, 1), TimeUnit.NANOSECONDS);
  }

  private void look() {
    long now = System.nanoTime();
    if (now - lastActivity >= idleNanos) session.close("idle for too long");
    else if (session.stalledSince(now - writeStall.toNanos())) session.close("a write stalled");
    else timer = schedule();
  }
}
