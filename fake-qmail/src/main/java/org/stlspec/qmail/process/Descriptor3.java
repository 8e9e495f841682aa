package org.stlspec.qmail.process;

import com.sun.jna.Memory;
import org.stlspec.qmail.Child;
import org.stlspec.qmail.Claim;

/** The input of a checkpassword program. */
final class Descriptor3 {

  private static final int NUMBER = 3;

  /** One more than allowed tells that there is more. */
  private static final int CAPACITY = Claim.LONGEST_INPUT + 1;

  private Descriptor3() {}

  /**
   * Reads to the end, or to the first octet too many, and closes it.
   *
   * @throws Failure if it was not open, or cannot be read
   */
  static byte[] read() throws Failure {
    if (!Descriptors.isGiven(NUMBER)) {
      throw new Failure(Child.MISUSED, "descriptor 3 is closed: run checkpassword from popup");
    }
    try (Memory buffer = new Memory(CAPACITY)) {
      int filled = fill(buffer);
      Libc.close(NUMBER);
      return buffer.getByteArray(0, filled);
    }
  }

  private static int fill(Memory buffer) throws Failure {
    long filled = 0;
    long count = -1;
    while (filled < CAPACITY && count != 0) {
      count = Libc.read(NUMBER, buffer.share(filled), CAPACITY - filled);
      if (count >= 0) {
        filled += count;
      } else if (Libc.lastError() != Libc.EINTR) {
        throw new Failure(Child.TEMPORARY, "cannot read descriptor 3");
      }
    }
    return (int) filled;
  }
}
