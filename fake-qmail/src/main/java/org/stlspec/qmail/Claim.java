package org.stlspec.qmail;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * Who somebody claims to be: the input of the checkpassword interface, from descriptor 3.
 *
 * @param name of the account
 * @param password as it stands, or its APOP digest (RFC 1939 section 7)
 * @param timestamp the one of the greeting, angle brackets included
 */
public record Claim(String name, String password, String timestamp) {

  /** The interface ends here: whoever needs more octets for name and password is refused. */
  public static final int LONGEST_INPUT = 512;

  /** Empty unless there are three parts, each with its NUL; what follows them does not matter. */
  public static Optional<Claim> of(byte[] input) {
    String[] parts = new String(input, StandardCharsets.ISO_8859_1).split("\0", -1);
    return parts.length < 4
        ? Optional.empty()
        : Optional.of(new Claim(parts[0], parts[1], parts[2]));
  }

  /** Whether the password is this one, either way. */
  public boolean proves(String secret) {
    return same(password, secret) || same(password, Apop.digest(timestamp, secret));
  }

  private static boolean same(String given, String right) {
    return MessageDigest.isEqual(octets(given), octets(right));
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "claim of " + name;
  }
}
