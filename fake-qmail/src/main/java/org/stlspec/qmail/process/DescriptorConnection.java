package org.stlspec.qmail.process;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.stlspec.qmail.Connection;
import org.stlspec.qmail.Popup;

/**
 * The network on descriptors 0 and 1, diagnostics on 2. They may be a socket, pipes, files: nothing
 * but reading and writing is asked of them. An octet that nobody asked for is never read, for
 * another program may come to read it.
 */
final class DescriptorConnection implements Connection {

  static final Runnable NOTHING = () -> {};

  private final InputStream in;
  private final OutputStream out;

  /** Blocks in the system's place, so that a limit can be kept. One that is late is given up. */
  private final ExecutorService transfers = Executors.newSingleThreadExecutor(new Daemon());

  private Runnable meanwhile;

  /**
   * The descriptors of this process.
   *
   * @param meanwhile is done once, when the first read has to wait for the peer
   */
  DescriptorConnection(Runnable meanwhile) {
    this(
        meanwhile,
        Descriptors.isGiven(0)
            ? new FileInputStream(FileDescriptor.in)
            : InputStream.nullInputStream(),
        new FileOutputStream(FileDescriptor.out));
  }

  DescriptorConnection(Runnable meanwhile, InputStream in, OutputStream out) {
    this.meanwhile = meanwhile;
    this.in = in;
    this.out = out;
  }

  private static final class Daemon implements ThreadFactory {
    @Override
    public Thread newThread(Runnable task) {
      var thread = new Thread(task, "descriptors 0 and 1");
      thread.setDaemon(true);
      return thread;
    }
  }

  /** There is one in the life of a process. */
  @Override
  public int number() {
    return 1;
  }

  /** As inherited: it passes untouched to the children. */
  @Override
  public Map<String, String> environment() {
    return System.getenv();
  }

  @Override
  public int read(byte[] into, Duration limit) throws IOException {
    Future<Integer> count = transfers.submit(() -> in.read(into));
    Runnable task = meanwhile;
    meanwhile = NOTHING;
    task.run();
    return within(limit, count);
  }

  /** The real programs are as patient with a peer that does not read as with one that is silent. */
  @Override
  public void write(byte[] octets) throws IOException {
    within(Popup.IDLE_LIMIT, transfers.submit(() -> writeAll(octets)));
  }

  /** ISO 8859-1. */
  void write(String text) throws IOException {
    write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private int writeAll(byte[] octets) throws IOException {
    out.write(octets);
    return octets.length;
  }

  private static int within(Duration limit, Future<Integer> transfer) throws IOException {
    long millis = limit.isZero() ? Long.MAX_VALUE : limit.toMillis();
    try {
      return transfer.get(millis, TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      throw new SocketTimeoutException("idle for too long");
    } catch (ExecutionException failed) {
      throw new IOException(failed.getCause());
    } catch (InterruptedException interrupted) {
      throw new IOException(interrupted);
    }
  }

  /** The end of the process finishes the connection, once no other process has it. */
  @Override
  public void finish() throws IOException {
    out.close();
  }

  @Override
  public void close() {
    try {
      out.close();
      in.close();
    } catch (IOException ignored) {
      // Nothing is left to be done with it.
    }
  }

  /** Descriptors know no RST. */
  @Override
  public void reset() {
    close();
  }

  @Override
  public void diagnose(String line) {
    System.err.println(line);
  }
}
