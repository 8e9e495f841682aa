package org.stlspec.load;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.stlspec.load.client.Worker;
import org.stlspec.load.figures.ErrorClass;
import org.stlspec.load.figures.Failure;
import org.stlspec.load.figures.Phase;

/**
 * Sessions of an open loop on one event loop: they come when they come. One that has to wait, for a
 * place or for the generator, keeps the time at which it should have begun, and its time runs from
 * there (no coordinated omission).
 */
final class Arrivals implements Load {
  private final Worker worker;
  private final Visits visits;
  private final Deque<Integer> freeUsers = new ArrayDeque<>();
  private int most;
  private int users;
  private int stride;
  private long number;
  private int running;

  Arrivals(Worker worker, Visits visits) {
    this.worker = worker;
    this.visits = visits;
  }

  @Override
  public void begin(int index, int of) {
    number = index;
    stride = of;
    users = index;
    most = Math.max(1, visits.course().mostOpen() / of);
    proceed();
  }

  private long intended() {
    return visits.begin() + visits.course().arrival(number);
  }

  private boolean over() {
    return visits.over(intended());
  }

  /** Begins what is due, as far as there are places, and comes back when the next is due. */
  @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for it
  private void proceed() {
    while (!over() && running < most && intended() - System.nanoTime() <= 0) startNext();
    if (over() || running >= most) return; // a session that ends comes back here
    worker.loop().schedule(this::proceed, intended() - System.nanoTime(), TimeUnit.NANOSECONDS);
  }

  private void startNext() {
    int user = freeUsers.isEmpty() ? newUser() : freeUsers.pop();
    var visit = visits.next(intended(), user, number);
    number += stride;
    running++;
    worker.start(visit, failure -> ended(user));
  }

  private int newUser() {
    int user = users;
    users += stride;
    return user;
  }

  private void ended(int user) {
    freeUsers.push(user);
    boolean full = running-- == most;
    if (full) proceed();
  }

  @Override
  public boolean finished() {
    return running == 0 && over();
  }

  /** Those that never began have failed too, or the worst would be left out. */
  @Override
  public void giveUp() {
    worker.cut();
    for (; !over(); number += stride) {
      var visit = visits.next(intended(), 0, number);
      var failure = new Failure(ErrorClass.TIMEOUT, Phase.WAIT, "never began");
      if (visit.measured()) worker.figures().failed(failure);
    }
  }
}
