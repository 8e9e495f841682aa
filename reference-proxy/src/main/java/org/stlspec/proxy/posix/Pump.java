package org.stlspec.proxy.posix;

import java.io.IOException;

/** Copies from one descriptor to another until the end of either, on a thread of its own. */
public final class Pump extends Thread {
  private static final int SHUT_WR = 1;
  private static final int CHUNK = 64 * 1024;
  private static final int EINTR = 4;
  private static final int AT_EXIT_MILLIS = 10_000;

  private final Descriptor from;
  private final Descriptor to;
  private final Runnable atEnd;

  private Pump(Descriptor from, Descriptor to, Runnable atEnd) {
    super("pump");
    setDaemon(true);
    this.from = from;
    this.to = to;
    this.atEnd = atEnd;
  }

  /**
   * One socket in the place of two descriptors that need not be sockets, and whose ends are passed
   * on. When the JVM ends, what is on its way has a moment to arrive.
   *
   * @param input to read from; it is closed at its end
   * @param output to write to; it is closed at the end
   */
  public static Descriptor socketOf(Descriptor input, Descriptor output) throws IOException {
    Pair pair = Pair.ofSockets();
    Descriptor far = pair.second();
    var out = new Pump(far, output, () -> LibC.close(output.number()));
    new Pump(input, far, () -> LibC.shutdown(far.number(), SHUT_WR)).start();
    out.start();
    Runtime.getRuntime().addShutdownHook(new Thread(out::finish, "pump-end"));
    return pair.first();
  }

  private void finish() {
    try {
      join(AT_EXIT_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void run() {
    byte[] chunk = new byte[CHUNK];
    long got = read(chunk);
    while (got > 0 && written(chunk, (int) got)) got = read(chunk);
    atEnd.run();
  }

  private long read(byte[] chunk) {
    long got = LibC.read(from.number(), chunk, chunk.length);
    while (got < 0 && interrupted(got)) got = LibC.read(from.number(), chunk, chunk.length);
    return got;
  }

  private boolean written(byte[] chunk, int length) {
    int done = 0;
    while (done < length) {
      byte[] rest = java.util.Arrays.copyOfRange(chunk, done, length);
      long put = LibC.write(to.number(), rest, rest.length);
      if (put < 0 && !interrupted(put)) return false;
      done += (int) Math.max(put, 0);
    }
    return true;
  }

  private static boolean interrupted(long result) {
    return result < 0 && com.sun.jna.Native.getLastError() == EINTR;
  }
}
