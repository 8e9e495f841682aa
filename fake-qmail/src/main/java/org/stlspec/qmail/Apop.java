package org.stlspec.qmail;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The digest of APOP (RFC 1939 section 7). */
public final class Apop {

  private Apop() {}

  /**
   * MD5 over timestamp and secret, in lower-case hexadecimal digits.
   *
   * @param timestamp as in the greeting, angle brackets included
   */
  public static String digest(String timestamp, String secret) {
    try {
      byte[] octets = (timestamp + secret).getBytes(StandardCharsets.ISO_8859_1);
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(octets));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("APOP needs MD5, and this Java has none", e);
    }
  }
}
