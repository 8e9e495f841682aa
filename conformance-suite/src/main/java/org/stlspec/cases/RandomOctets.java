package org.stlspec.cases;

import java.io.IOException;
import java.io.InputStream;
import java.util.SplittableRandom;
import org.stlspec.wire.Digest;

/** So many octets of every value, the same for the same seed. */
final class RandomOctets extends InputStream {
  private static final int CHUNK = 1 << 16;

  private final SplittableRandom random;
  private long left;

  RandomOctets(long seed, long count) {
    random = new SplittableRandom(seed);
    left = count;
  }

  static Digest digest(long seed, long count) throws IOException {
    var digesting = new Digest.Digesting();
    try (var octets = new RandomOctets(seed, count)) {
      for (byte[] next = octets.readNBytes(CHUNK); next.length > 0; ) {
        digesting.add(next);
        next = octets.readNBytes(CHUNK);
      }
    }
    return digesting.done();
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int at, int most) {
    int count = (int) Math.min(most, left);
    if (count == 0) {
      return most == 0 ? 0 : -1;
    }
    byte[] next = new byte[count];
    random.nextBytes(next);
    System.arraycopy(next, 0, into, at, count);
    left -= count;
    return count;
  }
}
