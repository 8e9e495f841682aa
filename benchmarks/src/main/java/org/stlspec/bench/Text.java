package org.stlspec.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Octets to be sent again and again. */
final class Text {
  private Text() {}

  /** Outside the heap, as they come from the kernel; never given back. */
  static ByteBuf of(String text) {
    byte[] octets = text.getBytes(StandardCharsets.US_ASCII);
    ByteBuffer direct = ByteBuffer.allocateDirect(octets.length).put(octets).flip();
    return Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(direct));
  }

  /** Lines of 64 octets, as many as fill so many octets. */
  static ByteBuf lines(int octets) {
    return of(("x".repeat(62) + "\r\n").repeat(octets / 64));
  }
}
