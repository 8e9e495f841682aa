package org.stlspec.qmail.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The descriptors of this process. */
final class Descriptors {

  private static final Path OPEN = Path.of("/proc/self/fd");

  private Descriptors() {}

  /**
   * Whether the program was started with this descriptor open. A JVM opens its own files before any
   * Java runs; they take the lowest numbers that are free, 0 not excepted. So a number that leads
   * to the Java installation or to our own jar was closed.
   */
  static boolean isGiven(int descriptor) {
    try {
      Path file = Files.readSymbolicLink(OPEN.resolve(Integer.toString(descriptor)));
      return !file.startsWith(real(System.getProperty("java.home"))) && !isOurs(file);
    } catch (IOException closed) {
      return false;
    }
  }

  private static boolean isOurs(Path file) {
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (file.equals(real(entry))) {
        return true;
      }
    }
    return false;
  }

  /** Without symbolic links, as the system knows an open file. */
  private static Path real(String name) {
    try {
      return Path.of(name).toRealPath();
    } catch (IOException missing) {
      return Path.of(name);
    }
  }

  /** Keeps all but 0, 1 and 2 from the next program: files of the JVM, strays of our caller. */
  static void closeBehind2OnExec() {
    for (String number : new File(OPEN.toString()).list()) {
      int descriptor = Integer.parseInt(number);
      if (descriptor > 2) {
        // Fails for the directory just read, which is closed by now.
        Libc.fcntl(descriptor, Libc.F_SETFD, Libc.FD_CLOEXEC);
      }
    }
  }
}
