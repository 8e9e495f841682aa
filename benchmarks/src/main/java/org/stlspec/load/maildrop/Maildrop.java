package org.stlspec.load.maildrop;

import java.util.List;
import java.util.stream.IntStream;

/** Messages that are the same whenever and wherever they are made from the same sizes. */
public final class Maildrop {
  /** Smallest message, in octets. */
  public static final int SMALLEST = Message.SMALLEST;

  private final List<Message> messages;

  private Maildrop(List<Message> messages) {
    this.messages = messages;
  }

  /** One message for each size, in octets. */
  public static Maildrop of(List<Integer> sizes) {
    return new Maildrop(
        IntStream.range(0, sizes.size()).mapToObj(i -> Message.of(i + 1, sizes.get(i))).toList());
  }

  /** How many messages there are; their numbers begin with 1. */
  public int count() {
    return messages.size();
  }

  /** The digest of a message's body. */
  public Digest digest(int number) {
    return message(number).digest();
  }

  Message message(int number) {
    return messages.get(number - 1);
  }

  long octets() {
    return messages.stream().mapToLong(Message::size).sum();
  }
}
