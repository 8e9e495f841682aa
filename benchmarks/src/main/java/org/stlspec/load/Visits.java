package org.stlspec.load;

import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import org.stlspec.load.client.Account;
import org.stlspec.load.client.Dialogue;
import org.stlspec.load.client.Visit;

/** Deals out sessions: which kind, whose, resumed or not, measured or not. For all threads. */
final class Visits {
  private final Course course;
  private final List<Dialogue> dialogues;
  private final List<Account> accounts;
  private final int resumedPercent;
  private final long begin;
  private final AtomicLong dealt = new AtomicLong();
  private final AtomicLong counted = new AtomicLong();

  /**
   * For one run.
   *
   * @param begin of the run, in nanoseconds of {@link System#nanoTime}
   */
  Visits(
      Course course,
      List<Dialogue> dialogues,
      List<Account> accounts,
      int resumedPercent,
      long begin) {
    this.course = course;
    this.dialogues = dialogues;
    this.accounts = accounts;
    this.resumedPercent = resumedPercent;
    this.begin = begin;
  }

  Course course() {
    return course;
  }

  long begin() {
    return begin;
  }

  /** Whether no session begins any more that should begin then. */
  boolean over(long intended) {
    return course
        .until()
        .map(until -> intended - begin >= until)
        .orElseGet(() -> counted.get() >= course.count().orElseThrow());
  }

  /**
   * The next session.
   *
   * @param user whose TLS sessions it may go on from; no two sessions of one user run at once
   * @param account whose maildrop it is, by number
   */
  Visit next(long intended, int user, long account) {
    long number = dealt.getAndIncrement();
    boolean measured = intended - begin >= course.measuredFrom();
    if (measured) counted.incrementAndGet();
    return new Visit(
        dialogues.get((int) (number % dialogues.size())),
        accounts.get((int) (account % accounts.size())),
        intended,
        measured,
        resumes(number) ? OptionalInt.of(user) : OptionalInt.empty());
  }

  /** Spread evenly: 50 is every other one. */
  private boolean resumes(long number) {
    return (number + 1) * resumedPercent / 100 > number * resumedPercent / 100;
  }
}
