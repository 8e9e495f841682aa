package org.stlspec.proxy.tls;

import java.security.SignatureException;
import java.util.Arrays;

/**
 * What this thread has hashed last. Bouncy Castle's engine hashes what is to be signed, and asks
 * for a signature of the hash at once; a {@link KeyHolder} signs only what it can see.
 */
final class Hashed {
  private static final ThreadLocal<Hashed> LAST =
      ThreadLocal.withInitial(() -> new Hashed(new byte[0], new byte[0]));

  private final byte[] input;
  private final byte[] hash;

  private Hashed(byte[] input, byte[] hash) {
    this.input = input;
    this.hash = hash;
  }

  static void remember(byte[] input, byte[] hash) {
    LAST.set(new Hashed(input, hash));
  }

  byte[] input() {
    return input;
  }

  /**
   * The last, which must be what is to be signed.
   *
   * @param octets a hash, or with PKCS#1 one behind the name of its algorithm
   */
  static Hashed behind(byte[] octets) throws SignatureException {
    Hashed last = LAST.get();
    LAST.remove();
    int head = octets.length - last.hash.length;
    if (head < 0 || last.input.length == 0) throw new SignatureException("nothing was hashed");
    if (Arrays.equals(octets, head, octets.length, last.hash, 0, last.hash.length)) return last;
    throw new SignatureException("another hash than the last");
  }

  SignatureScheme scheme(String raw) throws SignatureException {
    String algorithm = raw.replace("NONE", "SHA" + hash.length * 8);
    return SignatureScheme.of(algorithm, hash.length)
        .orElseThrow(() -> new SignatureException("no signatures of " + algorithm));
  }
}
