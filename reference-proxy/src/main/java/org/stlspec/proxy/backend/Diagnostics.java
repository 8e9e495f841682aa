package org.stlspec.proxy.backend;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.stlspec.proxy.posix.Descriptor;

/** What a program says on descriptor 2, line by line, each cut to a bearable length. */
final class Diagnostics extends Ear {
  private static final int LONGEST_LINE = 512;

  private final int pid;
  private final Caller.Log log;
  private final ByteBuffer chunk = ByteBuffer.allocateDirect(1024);
  private final StringBuilder line = new StringBuilder();

  /** Takes over the reading end of the pipe. */
  Diagnostics(Descriptor pipe, int pid, Caller.Log log) throws IOException {
    super(pipe);
    pipe.nonBlocking();
    this.pid = pid;
    this.log = log;
  }

  /** One chunk at a time, so that a program with much to say leaves time for the sessions. */
  @Override
  void readable() throws IOException {
    int got = fd().read(chunk, 0, chunk.capacity());
    for (int i = 0; i < got; i++) take((char) (chunk.get(i) & 0xff));
    if (got >= 0) return;
    if (!line.isEmpty()) take('\n');
    close();
  }

  private void take(char octet) {
    if (octet != '\n') {
      if (line.length() < LONGEST_LINE) line.append(octet);
      return;
    }
    log.note(pid, "stderr", line.toString());
    line.setLength(0);
  }
}
