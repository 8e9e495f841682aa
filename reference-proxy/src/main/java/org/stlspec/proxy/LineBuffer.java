package org.stlspec.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.Optional;

/**
 * Octets that arrived before login and have not been dealt with. Gives them away line by line, or
 * all that is left, each octet once.
 */
final class LineBuffer {
  private final ByteBufAllocator allocator;
  private int longestLine;
  private ByteBuf octets = Unpooled.EMPTY_BUFFER;
  private int searched;

  LineBuffer(ByteBufAllocator allocator, int longestLine) {
    this.allocator = allocator;
    this.longestLine = longestLine;
  }

  /** From here on lines may have so many octets, their ends included. */
  void longestLine(int octets) {
    longestLine = octets;
  }

  /** Takes octets over. */
  void add(ByteBuf more) {
    octets = ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(allocator, octets, more);
  }

  boolean isEmpty() {
    return !octets.isReadable();
  }

  /** Whether there is more than a line may have, so that reading on can wait. */
  boolean full() {
    return octets.readableBytes() > longestLine;
  }

  /** Whether the first line is longer than it may be, whether or not its end is here. */
  boolean overlong() {
    int end = lineEnd();
    return end < 0 ? full() : end > longestLine;
  }

  /** The next line, once its end is here and if it is not {@link #overlong}. */
  Optional<Line> next() {
    int end = lineEnd();
    if (end < 0 || end > longestLine) return Optional.empty();
    searched = 0;
    var line = new Line(octets.readRetainedSlice(end));
    if (isEmpty()) drop();
    return Optional.of(line);
  }

  /** Length of the first line with its end, or -1. Octets are searched once only. */
  private int lineEnd() {
    int from = octets.readerIndex();
    int found = octets.indexOf(from + searched, octets.writerIndex(), (byte) '\n');
    searched = found < 0 ? octets.readableBytes() : found - from;
    return found < 0 ? -1 : found - from + 1;
  }

  /** All that is left; the buffer is empty then. */
  ByteBuf takeRest() {
    ByteBuf rest = octets;
    octets = Unpooled.EMPTY_BUFFER;
    searched = 0;
    return rest;
  }

  void drop() {
    takeRest().release();
  }
}
