package org.stlspec.qmail.process;

import com.sun.jna.Memory;
import org.stlspec.qmail.HandOverException;

/** The pipe whose read end becomes a child's descriptor 3. */
final class Pipe implements AutoCloseable {

  /** Every pipe holds so much, even that of a user who has too many. */
  private static final int CERTAIN = 4096;

  private static final int CLOSED = -1;

  private int readEnd;
  private int writeEnd;

  private Pipe(int readEnd, int writeEnd) {
    this.readEnd = readEnd;
    this.writeEnd = writeEnd;
  }

  /** In qmail-popup it lands on 3 by itself, or not at all: when 0, 1 or 2 was closed. */
  static Pipe open() throws HandOverException {
    var ends = new int[2];
    boolean lands = Descriptors.isGiven(0) && Descriptors.isGiven(1) && Descriptors.isGiven(2);
    if (!lands || Libc.pipe(ends) != 0) {
      throw new HandOverException("unable to open pipe");
    }
    return new Pipe(ends[0], ends[1]);
  }

  int readEnd() {
    return readEnd;
  }

  /**
   * Writes all and closes the pipe. The beginning is written while the read end is open here as
   * well: a child that ends before it reads is judged by its exit status, however fast it was.
   */
  void write(byte[] octets) throws HandOverException {
    Memory memory = Libc.string(octets);
    int first = Math.min(octets.length, CERTAIN);
    write(memory, 0, first);
    readEnd = closed(readEnd);
    write(memory, first, octets.length);
    writeEnd = closed(writeEnd);
  }

  private void write(Memory octets, int from, int to) throws HandOverException {
    int written = from;
    while (written < to) {
      long count = Libc.write(writeEnd, octets.share(written), to - written);
      if (count < 0) {
        throw new HandOverException("unable to write pipe");
      }
      written += (int) count;
    }
  }

  /** What is still open of it. */
  @Override
  public void close() {
    readEnd = closed(readEnd);
    writeEnd = closed(writeEnd);
  }

  /** Once: by the next call the number may be somebody else's. */
  private static int closed(int end) {
    if (end != CLOSED) {
      Libc.close(end);
    }
    return CLOSED;
  }
}
