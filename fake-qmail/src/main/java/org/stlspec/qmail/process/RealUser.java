package org.stlspec.qmail.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.stlspec.qmail.Child;

/**
 * Who this process is, as getuid() has it, without the C library. The JDK's own class for it takes
 * a user that the system has no name for to be root.
 */
final class RealUser {

  private static final Path STATUS = Path.of("/proc/self/status");

  private RealUser() {}

  static long uid() throws Failure {
    try {
      for (String line : Files.readAllLines(STATUS, StandardCharsets.ISO_8859_1)) {
        // Real, effective, saved and file system's uid, each behind a tab.
        if (line.startsWith("Uid:")) {
          return Long.parseLong(line.split("\t", -1)[1]);
        }
      }
      throw new Failure(Child.TEMPORARY, "no uid in " + STATUS);
    } catch (IOException e) {
      throw new Failure(Child.TEMPORARY, "cannot read " + STATUS);
    }
  }
}
