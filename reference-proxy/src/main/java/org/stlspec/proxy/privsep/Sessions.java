package org.stlspec.proxy.privsep;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.stlspec.proxy.Escaped;
import org.stlspec.proxy.ProxySettings;
import org.stlspec.proxy.backend.BackendAddress;
import org.stlspec.proxy.posix.Descriptor;
import org.stlspec.proxy.privsep.Answer.Status;

/** Gives the network process the connections it asks for: in order, in measure, and no others. */
final class Sessions implements AutoCloseable {
  private static final int PER_SECOND = 10;

  private final Optional<SessionSource> source;
  private final Consumer<String> log;
  private final int most;
  private final Pace pace;
  private long last;

  /**
   * Begins with none.
   *
   * @param source empty where the network process connects by itself
   * @param connections most clients at once; each may have a second session behind its first
   */
  Sessions(Optional<SessionSource> source, int connections, Consumer<String> log) {
    this.source = source;
    this.log = log;
    this.most = Math.multiplyExact(2, Math.min(connections, Integer.MAX_VALUE / PER_SECOND));
    this.pace = new Pace(most, Math.multiplyExact(PER_SECOND, most / 2), System.nanoTime());
  }

  /**
   * For the backend of a proxy.
   *
   * @throws IllegalArgumentException with one line if the backend is of no use
   */
  static Sessions of(ProxySettings settings) throws IOException {
    int connections = settings.limits().connections();
    return new Sessions(source(settings), connections, settings.log());
  }

  private static Optional<SessionSource> source(ProxySettings settings) throws IOException {
    if (settings.backend() instanceof BackendAddress.Exec exec) {
      return Optional.of(new ProgramSource(exec, settings.limits().program()));
    }
    if (settings.backend() instanceof BackendAddress.Unix unix) {
      return Optional.of(new UnixSource(unix.path()));
    }
    return Optional.empty();
  }

  /**
   * Makes a connection, after a while if there were many before it.
   *
   * @throws ForgedException if nobody could want it
   */
  Answer.Outcome open(Request.Session wanted) throws ForgedException {
    if (source.isEmpty()) throw new ForgedException("a session, which this backend does not need");
    if (wanted.number() <= last) throw new ForgedException("session number " + wanted.number());
    last = wanted.number();
    if (source.get().sessions() >= most) {
      note(wanted, "busy", most + " sessions are open already");
      return new Answer.Outcome(wanted.number(), Status.BUSY, Optional.empty());
    }
    waitFor(pace.next(System.nanoTime()));
    return open(wanted, source.get());
  }

  private Answer.Outcome open(Request.Session wanted, SessionSource from) {
    try {
      Descriptor connection = from.open(wanted.number(), wanted.client().caller(log));
      return new Answer.Outcome(wanted.number(), Status.OPEN, Optional.of(connection));
    } catch (IOException e) {
      note(wanted, "failed", e.getMessage());
      return new Answer.Outcome(wanted.number(), Status.FAILED, Optional.empty());
    }
  }

  private void note(Request.Session wanted, String what, String why) {
    long connection = wanted.client().connection();
    log.accept(
        String.format("connection=%d launcher %s=\"%s\"", connection, what, Escaped.of(why)));
  }

  private static void waitFor(long nanos) {
    try {
      TimeUnit.NANOSECONDS.sleep(nanos);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * The network process is done with one.
   *
   * @throws ForgedException if it never had it
   */
  void ended(Request.Ended session) throws ForgedException {
    if (session.number() < 1 || session.number() > last) {
      throw new ForgedException("the end of session " + session.number());
    }
    source.ifPresent(from -> from.ended(session.number()));
  }

  @Override
  public void close() {
    source.ifPresent(SessionSource::close);
  }
}
