package org.stlspec.proxy.posix;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;

/** Strings as C has them, in the encoding in which Java reads its command line. */
final class Octets {
  static final Charset ENCODING = encoding();

  private Octets() {}

  private static Charset encoding() {
    try {
      return Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
    } catch (IllegalArgumentException e) {
      return Charset.defaultCharset();
    }
  }

  /** With the NUL behind. */
  static byte[] of(String text) throws IOException {
    return of(text.getBytes(ENCODING));
  }

  static byte[] of(byte[] octets) throws IOException {
    for (byte octet : octets) {
      if (octet == 0) throw new IOException("a NUL octet inside a word");
    }
    return java.util.Arrays.copyOf(octets, octets.length + 1);
  }

  /** An array of pointers to strings with a null pointer behind, as for argv. */
  static Strings array(List<byte[]> words) throws IOException {
    int pointers = Native.POINTER_SIZE * (words.size() + 1);
    int size = pointers;
    for (byte[] word : words) size += word.length + 1;
    var memory = new Memory(size);
    int at = pointers;
    for (int i = 0; i < words.size(); i++) {
      byte[] word = of(words.get(i));
      memory.setPointer((long) i * Native.POINTER_SIZE, memory.share(at));
      memory.write(at, word, 0, word.length);
      at += word.length;
    }
    memory.setPointer((long) words.size() * Native.POINTER_SIZE, Pointer.NULL);
    return new Strings(memory);
  }

  /** Keeps the memory of an array from being collected while C looks at it. */
  record Strings(Memory memory) implements AutoCloseable {
    @Override
    public void close() {
      memory.close();
    }
  }
}
