package org.stlspec.proxy.tls;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** The forms of what a TLS server signs in a handshake; nothing else is ever to be signed. */
final class SignatureInput {
  /** Whose handshake it is. */
  enum Version {
    TLS_1_2,
    TLS_1_3
  }

  private static final int RANDOMS = 32 + 32;

  /** Curve type, group, length of the point. */
  private static final int PARAMETERS_HEAD = 1 + 2 + 1;

  private static final int NAMED_CURVE = 3;
  private static final int UNCOMPRESSED = 4;

  /** Octets of a public point: secp256r1, secp384r1, secp521r1, x25519, x448 (RFC 8422). */
  private static final Map<Integer, Integer> POINTS =
      Map.of(23, 65, 24, 97, 25, 133, 29, 32, 30, 56);

  /** With a point on secp521r1. */
  static final int LONGEST = RANDOMS + PARAMETERS_HEAD + 133;

  /** RFC 8446 section 4.4.3. */
  private static final byte[] TLS_1_3 =
      (" ".repeat(64) + "TLS 1.3, server CertificateVerify\0").getBytes(StandardCharsets.US_ASCII);

  private SignatureInput() {}

  /** Which version's input it is, if it is one. */
  static Optional<Version> version(byte[] input) {
    if (isOf13(input)) return Optional.of(Version.TLS_1_3);
    return isOf12(input) ? Optional.of(Version.TLS_1_2) : Optional.empty();
  }

  /** The transcript hash, SHA-256 or SHA-384 by the suite, comes last. */
  private static boolean isOf13(byte[] input) {
    int hash = input.length - TLS_1_3.length;
    return (hash == 32 || hash == 48)
        && Arrays.equals(input, 0, TLS_1_3.length, TLS_1_3, 0, TLS_1_3.length);
  }

  /** Both randoms, then ServerECDHParams (RFC 8422 section 5.4). */
  private static boolean isOf12(byte[] input) {
    if (input.length < RANDOMS + PARAMETERS_HEAD || input[RANDOMS] != NAMED_CURVE) return false;
    int group = (input[RANDOMS + 1] & 0xff) << 8 | (input[RANDOMS + 2] & 0xff);
    int point = input[RANDOMS + 3] & 0xff;
    return POINTS.getOrDefault(group, 0) == point
        && input.length == RANDOMS + PARAMETERS_HEAD + point
        && (point % 2 == 0 || input[RANDOMS + PARAMETERS_HEAD] == UNCOMPRESSED);
  }

  /** One that no handshake has, for trying a key. */
  static byte[] probe(Version version) {
    if (version == Version.TLS_1_3) return Arrays.copyOf(TLS_1_3, TLS_1_3.length + 32);
    byte[] input = new byte[RANDOMS + PARAMETERS_HEAD + 32];
    input[RANDOMS] = NAMED_CURVE;
    input[RANDOMS + 2] = 29;
    input[RANDOMS + 3] = 32;
    return input;
  }
}
