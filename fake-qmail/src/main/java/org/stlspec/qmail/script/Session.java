package org.stlspec.qmail.script;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.stlspec.qmail.UcspiEnvironment;

/**
 * One connection to the backend: what came in on it, and a hand on it for tests. One thread reads
 * and logs whatever comes, another plays the script; so the log is true also while the script
 * waits.
 */
public final class Session {

  private static final int READ_BUFFER = 1 << 16;

  private final int number;
  private final Socket socket;
  private final InetSocketAddress peer;
  private final Map<String, String> environment;
  private final TimeLine timeLine;
  private final OctetLog log = new OctetLog();
  private final Semaphore releases = new Semaphore(0);
  private final Ends ends = new Ends();
  private final Outbox outbox;
  private final Thread reader;
  private final Thread player;

  Session(int number, Socket socket, TimeLine timeLine, Script script) throws SocketException {
    this.number = number;
    this.socket = socket;
    this.peer = (InetSocketAddress) socket.getRemoteSocketAddress();
    this.timeLine = timeLine;
    this.environment = UcspiEnvironment.of(socket);
    this.outbox = new Outbox(socket, octets -> timeLine.add(number, Event.Kind.SENT, octets));
    socket.setTcpNoDelay(true);
    reader = daemon(this::readAll, "reader");
    player = daemon(new Player(this, new Inbox(log), script), "player");
  }

  private Thread daemon(Runnable task, String role) {
    var thread = new Thread(task, "backend session " + number + " " + role);
    thread.setDaemon(true);
    return thread;
  }

  void start() {
    timeLine.add(number, Event.Kind.ACCEPTED);
    timeLine.add(this);
    reader.start();
    player.start();
  }

  /** Waits until both threads are gone; only sensible behind close or reset. */
  void join(Deadline deadline) {
    for (Thread thread : List.of(reader, player)) {
      Waiting.on(() -> ended(thread, deadline));
    }
  }

  private static boolean ended(Thread thread, Deadline deadline) throws InterruptedException {
    TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(1, deadline.left()));
    return !thread.isAlive();
  }

  // What happened.

  /** Counts from 1 in the order of acceptance since the script was put on. */
  public int number() {
    return number;
  }

  /** The other end. */
  public InetSocketAddress peer() {
    return peer;
  }

  /** Every octet received so far. */
  public byte[] received() {
    return log.octets();
  }

  /** What was received, as ISO 8859-1 lines without LF or CRLF; a last partial line is one, too. */
  public List<String> lines() {
    String text = new String(received(), StandardCharsets.ISO_8859_1);
    var lines = new ArrayList<String>();
    int start = 0;
    for (int lf = text.indexOf('\n'); lf >= 0; lf = text.indexOf('\n', start)) {
      lines.add(Inbox.withoutReturn(text.substring(start, lf)));
      start = lf + 1;
    }
    if (start < text.length()) {
      lines.add(text.substring(start));
    }
    return List.copyOf(lines);
  }

  /**
   * Waits until these octets stand somewhere in what was received.
   *
   * @return false at the limit, and as soon as nothing more can come
   */
  public boolean awaitReceived(byte[] octets, Duration limit) {
    return Waiting.on(() -> log.await(octets, limit));
  }

  /**
   * Waits until at least so many octets were received.
   *
   * @return false at the limit, and as soon as nothing more can come
   */
  public boolean awaitReceived(int count, Duration limit) {
    return Waiting.on(() -> log.await(count, limit));
  }

  /**
   * Waits for the first sign of an end. A reset behind the peer's FIN shows only to a write.
   *
   * @return PEER_FINISHED, PEER_RESET or CLOSED; empty at the limit
   */
  public Optional<Event.Kind> awaitEnd(Duration limit) {
    return Waiting.on(() -> ends.first(limit));
  }

  // What a test can do.

  /**
   * Sends in one write, behind anything {@linkplain Act#coalesce kept back}, and logs it first.
   *
   * @throws UncheckedIOException if the session cannot send any more
   */
  public void send(byte[] octets) {
    try {
      write(octets.clone());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets the earliest {@link Act#hold()} go on: the one waiting now, or else the next. */
  public void release() {
    releases.release();
  }

  /** Half-closes: the peer sees FIN behind all that was sent; reading and logging go on. */
  public void finish() {
    try {
      outbox.finish();
    } catch (IOException alreadyGone) {
      // Then the peer has seen an end.
    }
  }

  /** Closes in the ordinary way. */
  public void close() {
    try {
      outbox.flushIfFree();
    } catch (IOException alreadyGone) {
      // Then the peer has seen an end.
    }
    shut();
  }

  /** Closes with RST. */
  public void reset() {
    try {
      socket.setSoLinger(true, 0);
    } catch (SocketException alreadyClosed) {
      // Then there is nothing to reset.
    }
    shut();
  }

  // What the script does.

  void write(byte[] octets) throws IOException {
    write(() -> outbox.write(octets));
  }

  void writeUnlogged(byte[] octets) throws IOException {
    write(() -> outbox.writeUnlogged(octets));
  }

  private interface Write {
    void run() throws IOException;
  }

  private void write(Write write) throws IOException {
    if (wasReset()) {
      throw new SocketException("reset by the peer");
    }
    try {
      write.run();
    } catch (SocketException broken) {
      noticeReset();
      throw broken;
    }
  }

  /** A write that fails while our output is open was refused by the peer. */
  private void noticeReset() {
    if (!socket.isClosed() && !socket.isOutputShutdown()) {
      happened(Event.Kind.PEER_RESET);
    }
  }

  void keepBack(byte[] octets) {
    outbox.keepBack(octets);
  }

  void awaitRelease() throws InterruptedException {
    releases.acquire();
  }

  Map<String, String> environment() {
    return environment;
  }

  /** Whether the peer's octets ended with RST. */
  boolean wasReset() {
    return ends.seen(Event.Kind.PEER_RESET);
  }

  boolean peerFinished() {
    return ends.seen(Event.Kind.PEER_FINISHED);
  }

  /** Whether this side has closed. */
  boolean closed() {
    return socket.isClosed();
  }

  // Inside.

  private void readAll() {
    byte[] buffer = new byte[READ_BUFFER];
    try {
      InputStream in = socket.getInputStream();
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        byte[] piece = Arrays.copyOf(buffer, count);
        timeLine.add(number, Event.Kind.RECEIVED, piece);
        log.append(piece);
      }
      happened(Event.Kind.PEER_FINISHED);
    } catch (IOException broken) {
      happened(Event.Kind.PEER_RESET);
    }
    log.end();
  }

  /** Once this side has closed, or the peer has reset, no other end is news. */
  private void happened(Event.Kind kind) {
    ends.add(kind, () -> timeLine.add(number, kind));
  }

  static void discard(Socket socket) {
    try {
      socket.close();
    } catch (IOException ignored) {
      // Nothing is left to be done with it.
    }
  }

  private void shut() {
    happened(Event.Kind.CLOSED);
    discard(socket);
    log.end();
    if (Thread.currentThread() != player) {
      player.interrupt();
    }
  }
}
