package org.stlspec.wire;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.stlspec.qmail.script.Event;
import org.stlspec.qmail.script.Script;
import org.stlspec.qmail.script.ScriptedBackend;
import org.stlspec.qmail.script.Session;
import org.stlspec.verdict.Finding;
import org.stlspec.verdict.Inconclusive;

/** The backend leg as a case sees it: what to play there, and what arrived. */
public final class Backend {
  private final ScriptedBackend scripted;
  private final Duration patience;

  public Backend(ScriptedBackend scripted, Duration patience) {
    this.scripted = scripted;
    this.patience = patience;
  }

  /** How connections from now on are answered; earlier ones are gone. */
  public void play(Script script) {
    scripted.play(script);
  }

  /** The target's first connection in this case. */
  public Session session() {
    return session(1);
  }

  /**
   * The n-th connection that the target made in this case, counted from 1; of none, the first.
   *
   * @throws Inconclusive if it makes none
   */
  public Session session(int number) {
    return scripted
        .session(Math.max(1, number), patience)
        .orElseThrow(
            () -> new Inconclusive("backend connection " + number, "no such connection was made"));
  }

  /** Refuses connections while the dialogue is played, whatever comes of it. */
  public void whileDown(Runnable dialogue) {
    scripted.suspend();
    try {
      dialogue.run();
    } finally {
      scripted.resume();
    }
  }

  /** How many connections the target has made so far in this case. */
  public int sessions() {
    return scripted.sessions().size();
  }

  /**
   * Waits until these octets have arrived on some connection; inconclusive if they do not.
   *
   * @return the connection they came on: its number tells little, since the target may replace a
   *     connection by a fresh one, and may still make one for a client of an earlier case
   */
  public Session saw(String octets) {
    return seen(octets)
        .orElseThrow(
            () ->
                new Inconclusive(
                    "'" + Octets.of(octets) + "' at the backend",
                    "'" + Octets.of(received()) + "'"));
  }

  /** These octets arrive on some connection. */
  public void mustSee(String octets, String expected) {
    if (seen(octets).isEmpty()) {
      throw new Finding(expected, "the backend received '" + Octets.of(received()) + "'");
    }
  }

  private Optional<Session> seen(String octets) {
    session();
    Deadline deadline = Deadline.in(patience);
    Optional<Session> found = on(octets);
    while (found.isEmpty() && !deadline.over() && !interrupted()) {
      found = on(octets);
    }
    return found;
  }

  private Optional<Session> on(String octets) {
    return scripted.sessions().stream()
        .filter(session -> Octets.of(session.received()).latin1().contains(octets))
        .findFirst();
  }

  private static boolean interrupted() {
    try {
      Thread.sleep(1);
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /**
   * Text that must not have arrived on any connection, in any case of letters. Ask when all that
   * the target could send has arrived: behind a sentinel, or behind {@link #ended()}.
   */
  public void neverSaw(String text, String expected) {
    String received = received();
    if (received.toUpperCase(Locale.ROOT).contains(text.toUpperCase(Locale.ROOT))) {
      throw new Finding(expected, "the backend received '" + Octets.of(received) + "'");
    }
  }

  /** A line that must not have arrived on any connection; ask as for {@link #neverSaw}. */
  public void neverAsALine(String line, String expected) {
    if (lines().stream().anyMatch(line::equalsIgnoreCase)) {
      throw new Finding(expected, "the backend received '" + Octets.of(received()) + "'");
    }
  }

  /** Two texts that must not have arrived on the same connection. */
  public void neverOnOneConnection(String one, String other, String expected) {
    for (Session session : scripted.sessions()) {
      String received = Octets.of(session.received()).latin1();
      if (received.contains(one) && received.contains(other)) {
        throw new Finding(expected, "on one connection '" + Octets.of(received) + "'");
      }
    }
  }

  /** Waits until the target has ended every connection to the backend; inconclusive otherwise. */
  public void ended() {
    for (Session session : scripted.sessions()) {
      if (session.awaitEnd(patience).isEmpty()) {
        throw new Inconclusive(
            "the end of backend connection " + session.number(), "it is still open");
      }
    }
  }

  /** Waits for the target to end one connection to the backend, and tells how. */
  public Event.Kind mustEnd(int number, String expected) {
    return session(number)
        .awaitEnd(patience)
        .orElseThrow(
            () -> new Finding(expected, "backend connection " + number + " is still open"));
  }

  /** All octets received so far, connection after connection, one character an octet. */
  public String received() {
    var all = new StringBuilder();
    for (Session session : scripted.sessions()) {
      all.append(Octets.of(session.received()).latin1());
    }
    return all.toString();
  }

  /** All lines received so far, connection after connection, line ends stripped. */
  public List<String> lines() {
    return scripted.sessions().stream().flatMap(session -> session.lines().stream()).toList();
  }

  /** Adds what happened on this leg to a case's transcript. */
  public void report(Transcript transcript) {
    for (Event event : scripted.events()) {
      add(transcript, event);
    }
  }

  private static void add(Transcript transcript, Event event) {
    var from = event.kind() == Event.Kind.SENT ? Transcript.From.BACKEND : Transcript.From.TARGET;
    String note =
        switch (event.kind()) {
          case RECEIVED, SENT -> "";
          case ACCEPTED -> "backend connection " + event.session();
          case PEER_FINISHED -> "FIN on backend connection " + event.session();
          case PEER_RESET -> "RST on backend connection " + event.session();
          case CLOSED -> "backend closed connection " + event.session();
        };
    transcript.add(
        event.nanos(), Transcript.Leg.BACKEND, from, false, Octets.of(event.octets()), note);
  }
}
