package org.stlspec.proxy.tls;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A question for a signature, as it is sent: number, scheme, input.
 *
 * @param number of the question, which its reply repeats
 * @param scheme as {@link SignatureScheme#code}
 * @param input all that is to be signed
 */
record SignatureRequest(long number, int scheme, ByteBuffer input) {
  private static final int HEAD = Long.BYTES + Short.BYTES;

  /** Octets. */
  static final int LONGEST = HEAD + SignatureInput.LONGEST;

  ByteBuffer octets() {
    var octets = ByteBuffer.allocate(HEAD + input.remaining());
    return octets.putLong(number).putShort((short) scheme).put(input.duplicate()).flip();
  }

  /** Empty if it has not the length of one. */
  static Optional<SignatureRequest> of(ByteBuffer octets) {
    if (octets.remaining() <= HEAD || octets.remaining() > LONGEST) return Optional.empty();
    ByteBuffer from = octets.duplicate();
    long number = from.getLong();
    int scheme = from.getShort() & 0xffff;
    return Optional.of(new SignatureRequest(number, scheme, from.slice()));
  }
}
