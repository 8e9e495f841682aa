package org.stlspec.load.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Where sessions that have logged in wait until they are let through, all at once. */
public final class Gate {

  /** What a session does next. */
  enum Turn {
    GO,
    WAIT,
    LEAVE
  }

  private final List<Runnable> waiting = new ArrayList<>();
  private long until = System.nanoTime();
  private boolean left;

  synchronized Turn turn() {
    if (left) return Turn.LEAVE;
    return System.nanoTime() < until ? Turn.GO : Turn.WAIT;
  }

  /** A session waits; it is to ask again when that is run. */
  synchronized void await(Runnable askAgain) {
    if (left) askAgain.run();
    else waiting.add(askAgain);
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
