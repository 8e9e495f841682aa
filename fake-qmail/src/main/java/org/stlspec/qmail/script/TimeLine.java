package org.stlspec.qmail.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All sessions and events since a script was put on. */
final class TimeLine {

  private static final byte[] NOTHING = {};

  private final List<Session> sessions = new ArrayList<>();
  private final List<Event> events = new ArrayList<>();

  /** Taking the time and the place in the list is one step, so the list is in order of time. */
  synchronized void add(int session, Event.Kind kind, byte[] octets) {
    events.add(new Event(System.nanoTime(), session, kind, octets));
    notifyAll();
  }

  void add(int session, Event.Kind kind) {
    add(session, kind, NOTHING);
  }

  synchronized void add(Session session) {
    sessions.add(session);
    notifyAll();
  }

  synchronized List<Event> events() {
    return List.copyOf(events);
  }

  synchronized List<Session> sessions() {
    return List.copyOf(sessions);
  }

  synchronized Optional<Session> session(int number, Deadline deadline)
      throws InterruptedException {
    while (sessions.size() < number && !deadline.passed()) {
      deadline.await(this);
    }
    return sessions.size() < number ? Optional.empty() : Optional.of(sessions.get(number - 1));
  }
}
