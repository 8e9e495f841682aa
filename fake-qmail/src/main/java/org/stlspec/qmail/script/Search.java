package org.stlspec.qmail.script;

/** Looks for octets in a stream that comes in pieces (Knuth, Morris, Pratt). */
final class Search {

  private final byte[] wanted;

  /** How much of the beginning still matches when the octet behind {@code i} does not. */
  private final int[] fallback;

  private int matched;

  Search(byte[] wanted) {
    this.wanted = wanted.clone();
    this.fallback = new int[wanted.length];
    for (int i = 1, length = 0; i < wanted.length; i++) {
      length = extended(length, wanted[i]);
      fallback[i] = length;
    }
  }

  private int extended(int length, byte octet) {
    int kept = length;
    while (kept > 0 && wanted[kept] != octet) {
      kept = fallback[kept - 1];
    }
    return wanted[kept] == octet ? kept + 1 : kept;
  }

  boolean found() {
    return matched == wanted.length;
  }

  /** Goes on in the next piece of the stream; once found it stays found. */
  boolean in(byte[] piece) {
    for (int i = 0; i < piece.length && !found(); i++) {
      matched = extended(matched, piece[i]);
    }
    return found();
  }
}
