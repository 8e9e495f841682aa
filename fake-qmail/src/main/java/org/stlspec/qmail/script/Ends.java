package org.stlspec.qmail.script;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** In which ways a session has ended so far. */
final class Ends {

  private static final Set<Event.Kind> FINAL = EnumSet.of(Event.Kind.PEER_RESET, Event.Kind.CLOSED);

  private final Set<Event.Kind> seen = EnumSet.noneOf(Event.Kind.class);
  private Optional<Event.Kind> first = Optional.empty();

  /** Notes an end, and tells, unless it is known or the session is over anyway. */
  synchronized void add(Event.Kind kind, Runnable tell) {
    boolean over = seen.stream().anyMatch(FINAL::contains);
    if (over || !seen.add(kind)) {
      return;
    }
    tell.run();
    first = first.or(() -> Optional.of(kind));
    notifyAll();
  }

  synchronized boolean seen(Event.Kind kind) {
    return seen.contains(kind);
  }

  synchronized Optional<Event.Kind> first(Duration limit) throws InterruptedException {
    var deadline = Deadline.in(limit);
    while (first.isEmpty() && !deadline.passed()) {
      deadline.await(this);
    }
    return first;
  }
}
