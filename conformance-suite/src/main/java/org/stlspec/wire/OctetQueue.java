package org.stlspec.wire;

import java.util.Arrays;

/** Octets that arrived and were not yet asked for. */
final class OctetQueue {
  private byte[] octets = new byte[4096];
  private int from;
  private int to;

  int size() {
    return to - from;
  }

  void add(byte[] more) {
    add(more, more.length);
  }

  void add(byte[] more, int count) {
    if (octets.length - to < count) {
      int size = size();
      byte[] target =
          octets.length >= 2 * (size + count)
              ? octets
              : new byte[Math.max(octets.length, 2 * (size + count))];
      System.arraycopy(octets, from, target, 0, size);
      octets = target;
      from = 0;
      to = size;
    }
    System.arraycopy(more, 0, octets, to, count);
    to += count;
  }

  /** The offset behind the first LF at or after {@code start}; -1 if there is none. */
  int behindLineFeed(int start) {
    for (int i = from + start; i < to; i++) {
      if (octets[i] == '\n') {
        return i - from + 1;
      }
    }
    return -1;
  }

  byte[] take(int count) {
    byte[] taken = Arrays.copyOfRange(octets, from, from + count);
    from += count;
    if (from == to) {
      from = 0;
      to = 0;
    }
    return taken;
  }

  byte[] takeAll() {
    return take(size());
  }
}
