package org.stlspec.wire;

import static org.stlspec.wire.Records.uint;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a server chose (RFC 8446 section 4.1.3); a HelloRetryRequest is one, too.
 *
 * @param version agreed on, with supported_versions taken into account
 * @param compression 0 is none
 * @param extensions bodies by type
 */
public record ServerHello(
    int version, Octets random, int suite, int compression, Map<Integer, Octets> extensions) {
  private static final int TYPE_AND_LENGTH = 4;
  private static final int RANDOM = 32;

  /**
   * Reads the message.
   *
   * @throws IndexOutOfBoundsException if it is cut short
   */
  static ServerHello of(Octets message) {
    int at = TYPE_AND_LENGTH;
    int legacyVersion = uint(message, at, 2);
    Octets random = message.part(at + 2, at + 2 + RANDOM);
    at += 2 + RANDOM;
    at += 1 + uint(message, at, 1);
    int suite = uint(message, at, 2);
    int compression = uint(message, at + 2, 1);
    var extensions = extensions(message, at + 3);
    Octets selected = extensions.get(ClientHello.SUPPORTED_VERSIONS);
    int version = selected == null ? legacyVersion : uint(selected, 0, 2);
    return new ServerHello(version, random, suite, compression, extensions);
  }

  private static Map<Integer, Octets> extensions(Octets message, int from) {
    var extensions = new TreeMap<Integer, Octets>();
    int at = from + 2;
    while (at < message.length()) {
      int length = uint(message, at + 2, 2);
      int body = at + 4;
      extensions.put(uint(message, at, 2), message.part(body, body + length));
      at = body + length;
    }
    return extensions;
  }

  public boolean has(int extension) {
    return extensions.containsKey(extension);
  }

  /** Version and cipher suite in words for a reader. */
  public String seen() {
    return String.format("ServerHello with TLS 0x%04X and cipher suite 0x%04X", version, suite);
  }
}
