package org.stlspec.qmail.script;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Map;
import org.stlspec.qmail.Connection;
import org.stlspec.qmail.PeerResetException;

/** A session as a program sees it: it reads what the log has, and writes through the log. */
final class LoggedConnection implements Connection {

  private final Session session;
  private final Inbox inbox;

  LoggedConnection(Session session, Inbox inbox) {
    this.session = session;
    this.inbox = inbox;
  }

  @Override
  public int number() {
    return session.number();
  }

  @Override
  public Map<String, String> environment() {
    return session.environment();
  }

  @Override
  public int read(byte[] into, Duration limit) throws IOException {
    var deadline = limit.isZero() ? Deadline.never() : Deadline.in(limit);
    try {
      int count = inbox.read(into, deadline);
      return count > 0 ? count : end(limit);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (InterruptedIOException) new InterruptedIOException("session ended").initCause(e);
    }
  }

  private int end(Duration limit) throws IOException {
    if (session.closed()) {
      throw new SocketException("closed on this side");
    }
    if (session.wasReset()) {
      throw new PeerResetException(new SocketException("RST"));
    }
    if (session.peerFinished()) {
      return -1;
    }
    throw new SocketTimeoutException("nothing came within " + limit);
  }

  @Override
  public void write(byte[] octets) throws IOException {
    session.write(octets);
  }

  @Override
  public void finish() {
    session.finish();
  }

  @Override
  public void close() {
    session.close();
  }

  @Override
  public void reset() {
    session.reset();
  }

  @Override
  public void diagnose(String line) {
    System.err.println(line);
  }
}
