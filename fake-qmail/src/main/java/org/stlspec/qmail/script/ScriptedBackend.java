package org.stlspec.qmail.script;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.stlspec.qmail.Listener;

/** A POP3 backend that answers by a {@link Script} and logs every octet of every session. */
public final class ScriptedBackend implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Object changing = new Object();
  private final Listener listener;

  /** As it was asked for, whatever became of the listener. */
  private boolean suspended;

  private volatile Round round = new Round(Script.modern(), new TimeLine());

  private ScriptedBackend(InetSocketAddress where) throws IOException {
    listener = Listener.listen(where, this::accepted);
  }

  /** A script and all that happened since it was put on. */
  private record Round(Script script, TimeLine timeLine) {}

  /**
   * Listens and plays {@link Script#modern()}.
   *
   * @param where port 0 takes any free one
   * @throws IOException if the address cannot be bound
   */
  public static ScriptedBackend listen(InetSocketAddress where) throws IOException {
    return new ScriptedBackend(where);
  }

  /** Where it listens, with the real port. */
  public InetSocketAddress address() {
    return listener.address();
  }

  private void accepted(Socket socket) {
    Round current = round;
    int number = current.timeLine().sessions().size() + 1;
    try {
      var session = new Session(number, socket, current.timeLine(), current.script());
      session.start();
    } catch (SocketException gone) {
      // Reset before we could look at it: nobody has talked to this backend.
      Session.discard(socket);
    }
  }

  /**
   * Puts a script on for all connections accepted from now on. Sessions of the script before are
   * reset and forgotten, connections that nobody had accepted yet are reset, and numbers restart at
   * 1. While this method runs connects may be refused.
   */
  public void play(Script script) {
    synchronized (changing) {
      listener.suspend();
      List<Session> before = sessions();
      round = new Round(script, new TimeLine());
      before.forEach(Session::reset);
      if (!suspended) {
        listener.resume();
      }
    }
  }

  /** The sessions accepted since the last {@link #play}, in order. */
  public List<Session> sessions() {
    return round.timeLine().sessions();
  }

  /** Waits for a connection, counted from 1 since the last {@link #play}; empty at the limit. */
  public Optional<Session> session(int number, Duration limit) {
    TimeLine current = round.timeLine();
    return Waiting.on(() -> current.session(number, Deadline.in(limit)));
  }

  /** What happened in all sessions since the last {@link #play}, in order of time. */
  public List<Event> events() {
    return round.timeLine().events();
  }

  /** Stops listening: connects are refused. Sessions go on. Returns when that is so. */
  public void suspend() {
    synchronized (changing) {
      suspended = true;
      listener.suspend();
    }
  }

  /** Listens again on the same port. */
  public void resume() {
    synchronized (changing) {
      suspended = false;
      listener.resume();
    }
  }

  /** Stops listening, resets all sessions and waits for the end of their threads. */
  @Override
  public void close() {
    synchronized (changing) {
      listener.close();
      List<Session> all = sessions();
      all.forEach(Session::reset);
      var deadline = Deadline.in(PATIENCE);
      all.forEach(session -> session.join(deadline));
    }
  }
}
