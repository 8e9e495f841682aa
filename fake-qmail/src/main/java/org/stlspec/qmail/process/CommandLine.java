package org.stlspec.qmail.process;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.charset.Charset;
import java.util.List;

/** The arguments of a program, its name first, as C has them: argv. */
final class CommandLine {

  /** By which the JVM made strings of our own arguments. */
  private static final Charset OURS = Charset.forName(System.getProperty("sun.jnu.encoding"));

  /** Held, for the C library sees addresses alone. */
  private final List<Memory> arguments;

  private final Memory vector;

  CommandLine(List<String> words) {
    arguments = words.stream().map(word -> Libc.string(word.getBytes(OURS))).toList();
    vector = new Memory((arguments.size() + 1L) * Native.POINTER_SIZE);
    vector.clear();
    for (int i = 0; i < arguments.size(); i++) {
      vector.setPointer((long) i * Native.POINTER_SIZE, arguments.get(i));
    }
  }

  Pointer program() {
    return arguments.get(0);
  }

  Pointer vector() {
    return vector;
  }
}
