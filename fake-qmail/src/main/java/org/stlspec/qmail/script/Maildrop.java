package org.stlspec.qmail.script;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The messages of one session, in memory. */
final class Maildrop {

  private final List<Entry> entries;
  private final BitSet deleted = new BitSet();

  Maildrop(List<byte[]> messages) {
    this.entries =
        IntStream.range(0, messages.size())
            .mapToObj(i -> new Entry(i + 1, messages.get(i)))
            .toList();
  }

  /** A message and its number, from 1; lines end in CRLF. */
  @SuppressWarnings("ArrayRecordComponent") // Octets are what it is about.
  record Entry(int number, byte[] message) {

    long octets() {
      return message.length;
    }

    /** The size qmail would tell: of a file whose lines end in LF. */
    long fileSize() {
      long returns =
          IntStream.range(1, message.length)
              .filter(i -> message[i] == '\n' && message[i - 1] == '\r')
              .count();
      return message.length - returns;
    }

    /** In the way of a Maildir's file names, as in the sample maildrop. */
    String uniqueId() {
      return (1_000_000_000L + number) + ".M" + number + "P" + number + ".lab";
    }
  }

  /** All messages, deleted ones included. */
  int size() {
    return entries.size();
  }

  /** The messages that are not deleted. */
  List<Entry> left() {
    return entries.stream().filter(entry -> !deleted(entry)).toList();
  }

  long octets() {
    return left().stream().mapToLong(Entry::octets).sum();
  }

  /** A message that is not deleted. */
  Optional<Entry> entry(int number) {
    return left().stream().filter(entry -> entry.number() == number).findFirst();
  }

  Entry at(int index) {
    return entries.get(index);
  }

  boolean deleted(Entry entry) {
    return deleted.get(entry.number());
  }

  void delete(Entry entry) {
    deleted.set(entry.number());
  }

  void reset() {
    deleted.clear();
  }

  /** The highest number of a deleted message; 0 without one. */
  int highestDeleted() {
    return Math.max(0, deleted.length() - 1);
  }
}
