package org.stlspec.compare.target;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.stlspec.compare.process.Program;

/**
 * One that runs.
 *
 * @param tls where it speaks TLS from the first octet, if it can
 * @param stls where it speaks STLS, if it can
 * @param begin when it was started, in nanoseconds of {@link System#nanoTime}
 */
public record RunningCompetitor(
    Competitor competitor,
    Program program,
    InetSocketAddress tls,
    InetSocketAddress stls,
    long begin)
    implements AutoCloseable {
  private static final Duration READY = Duration.ofSeconds(60);
  private static final long PAUSE_NANOS = 1_000_000;

  /** Where it accepts connections; TLS from the first octet where it can. */
  public InetSocketAddress address() {
    return competitor.tls() ? tls : stls;
  }

  /**
   * Waits until it accepts connections.
   *
   * @return nanoseconds since it was started
   * @throws IOException with one line if it never does
   */
  public long awaitAccepted() throws IOException {
    while (!accepts()) {
      String trouble =
          !program.running()
              ? "ended at once"
              : since() > READY.toNanos()
                  ? "did not listen within " + READY.toSeconds() + " s"
                  : "";
      if (!trouble.isEmpty()) {
        throw new IOException(competitor.name() + " " + trouble + ": " + program.lastWords());
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return since();
  }

  /** Nanoseconds since it was started. */
  public long since() {
    return System.nanoTime() - begin;
  }

  private boolean accepts() {
    try (var socket = new Socket()) {
      socket.connect(address());
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    program.close();
  }
}
