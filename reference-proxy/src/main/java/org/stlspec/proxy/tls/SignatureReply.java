package org.stlspec.proxy.tls;

import java.nio.ByteBuffer;

/**
 * The answer to a {@link SignatureRequest}.
 *
 * @param number of the question
 * @param signature no octets if it was refused
 */
record SignatureReply(long number, ByteBuffer signature) {
  /** Octets; RSA of 16384 bits has room. */
  static final int LONGEST = Long.BYTES + 2048;

  ByteBuffer octets() {
    var octets = ByteBuffer.allocate(Long.BYTES + signature.remaining());
    return octets.putLong(number).put(signature.duplicate()).flip();
  }

  /**
   * Reads one.
   *
   * @throws java.nio.BufferUnderflowException if it is none
   */
  static SignatureReply of(ByteBuffer octets) {
    ByteBuffer from = octets.duplicate();
    return new SignatureReply(from.getLong(), from.slice());
  }
}
