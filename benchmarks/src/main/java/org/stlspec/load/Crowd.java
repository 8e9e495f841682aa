package org.stlspec.load;

import java.util.concurrent.TimeUnit;
import org.stlspec.load.client.Worker;

/** The users of a closed loop on one event loop, each with one session at a time. */
final class Crowd implements Load {
  /** So that users who are refused do not become a flood. */
  private static final long PAUSE_AFTER_FAILURE = TimeUnit.MILLISECONDS.toNanos(100);

  private final Worker worker;
  private final Visits visits;
  private int present;

  Crowd(Worker worker, Visits visits) {
    this.worker = worker;
    this.visits = visits;
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // it is seen whether a user comes
  public void begin(int index, int of) {
    int users = visits.course().users().orElseThrow();
    for (int user = index; user < users; user += of) {
      int who = user;
      long at = visits.begin() + visits.course().arrivalOfUser(user) - System.nanoTime();
      present++;
      worker.loop().schedule(() -> visit(who), at, TimeUnit.NANOSECONDS);
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored")
  private void visit(int user) {
    long now = System.nanoTime();
    if (visits.over(now)) {
      present--;
      return;
    }
    worker.start(
        visits.next(now, user, user),
        failure -> {
          long pause = failure.isPresent() ? PAUSE_AFTER_FAILURE : 0;
          worker.loop().schedule(() -> visit(user), pause, TimeUnit.NANOSECONDS);
        });
  }

  @Override
  public boolean finished() {
    return present == 0;
  }

  @Override
  public void giveUp() {
    worker.cut();
  }
}
