package org.stlspec.proxy.posix;

import static org.stlspec.proxy.posix.LibC.checked;

import java.io.IOException;

/**
 * Two descriptors that belong together, both close-on-exec.
 *
 * @param first of a pipe: the end to read from
 * @param second of a pipe: the end to write to
 */
public record Pair(Descriptor first, Descriptor second) {
  private static final int AF_UNIX = 1;
  private static final int SOCK_STREAM = 1;
  private static final int SOCK_SEQPACKET = 5;
  private static final int SOCK_CLOEXEC = 02000000;

  /** Both ends of a Unix domain stream. */
  public static Pair ofSockets() throws IOException {
    return ofSockets(SOCK_STREAM);
  }

  /** Both ends of a Unix domain connection that keeps the borders of messages. */
  public static Pair ofPackets() throws IOException {
    return ofSockets(SOCK_SEQPACKET);
  }

  private static Pair ofSockets(int type) throws IOException {
    LibC.load();
    int[] pair = new int[2];
    checked(LibC.socketpair(AF_UNIX, type | SOCK_CLOEXEC, 0, pair), "socketpair");
    return of(pair);
  }

  /** Both ends of a pipe. */
  public static Pair ofPipe() throws IOException {
    LibC.load();
    int[] pair = new int[2];
    checked(LibC.pipe2(pair, SOCK_CLOEXEC), "pipe");
    return of(pair);
  }

  private static Pair of(int[] pair) {
    return new Pair(new Descriptor(pair[0]), new Descriptor(pair[1]));
  }

  /** Closes both ends. */
  public void close() throws IOException {
    first.close();
    second.close();
  }
}
