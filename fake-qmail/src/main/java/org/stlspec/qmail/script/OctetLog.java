package org.stlspec.qmail.script;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The octets one session has received: written by its reader, read by its script and by tests. Kept
 * in the pieces in which they arrived.
 */
final class OctetLog {

  private final List<byte[]> pieces = new ArrayList<>();
  private int count;
  private boolean ended;

  synchronized void append(byte[] piece) {
    pieces.add(piece);
    count = Math.addExact(count, piece.length);
    notifyAll();
  }

  /** Nothing more will come. */
  synchronized void end() {
    ended = true;
    notifyAll();
  }

  synchronized byte[] octets() {
    byte[] all = new byte[count];
    int at = 0;
    for (byte[] piece : pieces) {
      System.arraycopy(piece, 0, all, at, piece.length);
      at += piece.length;
    }
    return all;
  }

  /** Waits for a piece; empty if the octets end before it. */
  synchronized Optional<byte[]> piece(int index, Deadline deadline) throws InterruptedException {
    while (pieces.size() <= index && !ended && !deadline.passed()) {
      deadline.await(this);
    }
    return pieces.size() > index ? Optional.of(pieces.get(index)) : Optional.empty();
  }

  /** Whether so many octets have come within the limit. */
  synchronized boolean await(int atLeast, Duration limit) throws InterruptedException {
    var deadline = Deadline.in(limit);
    while (count < atLeast && !ended && !deadline.passed()) {
      deadline.await(this);
    }
    return count >= atLeast;
  }

  /** Whether these octets have come within the limit. Looks at every octet once. */
  boolean await(byte[] wanted, Duration limit) throws InterruptedException {
    var search = new Search(wanted);
    var deadline = Deadline.in(limit);
    boolean found = search.found();
    for (int i = 0; !found; i++) {
      Optional<byte[]> piece = piece(i, deadline);
      if (piece.isEmpty()) {
        return false;
      }
      found = search.in(piece.get());
    }
    return true;
  }
}
