package org.stlspec.load.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Where sessions that have logged in wait until they are let through, all at once. */
public final class Gate {

  private final List<Runnable> waiting = new ArrayList<>();
  private long until = System.nanoTime();
  private boolean left;

  /** Whether sessions go round once more. */
  synchronized boolean open() {
    return !left && System.nanoTime() < until;
  }

  /** Whether sessions are to go on with what comes behind. */
  synchronized boolean left() {
    return left;
  }

  /** A session waits; it goes on, or round once at least, when that is run. */
  synchronized void await(Runnable released) {
    if (left) released.run();
    else waiting.add(released);
  }

  /** How many sessions wait. */
  public synchronized int waiting() {
    return waiting.size();
  }

  /** Lets all that wait go round, again and again, for so long. */
  public synchronized void open(Duration time) {
    until = System.nanoTime() + time.toNanos();
    letGo();
  }

  /** Ends all of it: each session goes on with what comes behind. */
  public synchronized void leave() {
    left = true;
    letGo();
  }

  private void letGo() {
    waiting.forEach(Runnable::run);
    waiting.clear();
  }
}
