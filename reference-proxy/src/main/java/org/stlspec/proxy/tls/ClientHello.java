package org.stlspec.proxy.tls;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** Reads the one thing that matters here from a ClientHello (RFC 8446 section 4.1.2). */
final class ClientHello {
  private static final int VERSION_AND_RANDOM = 2 + 32;
  private static final int ALPN = 16;

  private ClientHello() {}

  /**
   * Whether a client may come in: it names the protocol, or names none at all. A message that does
   * not parse is welcome, the engine will refuse it better.
   */
  static boolean welcomes(ByteBuf message, String protocol) {
    ByteBuf hello = message.duplicate();
    try {
      hello.skipBytes(VERSION_AND_RANDOM);
      hello.skipBytes(hello.readUnsignedByte()); // session id
      hello.skipBytes(hello.readUnsignedShort()); // cipher suites
      hello.skipBytes(hello.readUnsignedByte()); // compression methods
      return !hello.isReadable() || extensionsWelcome(vector(hello), protocol);
    } catch (IndexOutOfBoundsException e) {
      return true;
    }
  }

  private static boolean extensionsWelcome(ByteBuf extensions, String protocol) {
    while (extensions.isReadable()) {
      int type = extensions.readUnsignedShort();
      ByteBuf body = vector(extensions);
      if (type == ALPN) return names(vector(body), protocol);
    }
    return true;
  }

  private static boolean names(ByteBuf list, String protocol) {
    while (list.isReadable()) {
      int length = list.readUnsignedByte();
      if (list.readCharSequence(length, StandardCharsets.ISO_8859_1).toString().equals(protocol)) {
        return true;
      }
    }
    return false;
  }

  private static ByteBuf vector(ByteBuf from) {
    return from.readSlice(from.readUnsignedShort());
  }
}
