package org.stlspec.wire;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A stream too long to be kept.
 *
 * @param octets how many
 * @param sha256 of all of them, in hexadecimal digits
 */
public record Digest(long octets, String sha256) {

  /** A digest in the making. */
  public static final class Digesting {
    private final MessageDigest sha256 = sha256();
    private long count;

    /** Goes on with these octets. */
    public void add(byte[] octets) {
      sha256.update(octets);
      count += octets.length;
    }

    /** How many octets so far. */
    public long count() {
      return count;
    }

    /** The digest over all of them; nothing can be added behind it. */
    public Digest done() {
      return new Digest(count, HexFormat.of().formatHex(sha256.digest()));
    }

    private static MessageDigest sha256() {
      try {
        return MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every JDK has SHA-256", e);
      }
    }
  }
}
