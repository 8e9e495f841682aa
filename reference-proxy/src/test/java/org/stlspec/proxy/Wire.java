package org.stlspec.proxy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Octets for tests. */
final class Wire {
  private Wire() {}

  static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  static String text(byte[] octets) {
    return new String(octets, StandardCharsets.ISO_8859_1);
  }

  static byte[] join(String text, byte[] more) {
    var out = new ByteArrayOutputStream();
    out.writeBytes(octets(text));
    out.writeBytes(more);
    return out.toByteArray();
  }
}
