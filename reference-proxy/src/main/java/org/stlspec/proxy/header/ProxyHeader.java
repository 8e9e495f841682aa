package org.stlspec.proxy.header;

import io.netty.buffer.ByteBuf;
import java.util.Optional;

/**
 * A complete header.
 *
 * @param length in octets; what stands behind is the client's
 * @param route the client's connection; empty where the header has the receiver use the connection
 *     it came on
 */
public record ProxyHeader(int length, Optional<Route> route) {

  /**
   * Reads the header that octets begin with, and leaves them as they are.
   *
   * @return empty as long as the octets may become a header
   * @throws NotAHeader when they may not
   */
  public static Optional<ProxyHeader> read(ByteBuf octets) throws NotAHeader {
    if (begins(octets, BinaryHeader.SIGNATURE)) return BinaryHeader.read(octets);
    if (begins(octets, TextHeader.SIGNATURE)) return TextHeader.read(octets);
    throw new NotAHeader("something else");
  }

  /** Whether the octets agree with a signature as far as both go. */
  private static boolean begins(ByteBuf octets, byte[] signature) {
    int known = Math.min(octets.readableBytes(), signature.length);
    for (int i = 0; i < known; i++) {
      if (octets.getByte(octets.readerIndex() + i) != signature[i]) return false;
    }
    return true;
  }
}
