package org.stlspec.target;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Where programs of peers are looked for: PATH, where system programs are, and what STLSPEC_PATH
 * names, for products that are unpacked somewhere and not installed.
 */
final class ProgramPath {
  private static final String SYSTEM = "/usr/local/sbin:/usr/sbin:/sbin:/usr/lib/courier/courier";

  private ProgramPath() {}

  /** The value of PATH for a peer. */
  static String value() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin:/bin");
    String own = Optional.ofNullable(System.getenv("STLSPEC_PATH")).orElse("");
    return path + File.pathSeparator + SYSTEM + (own.isEmpty() ? "" : File.pathSeparator + own);
  }

  static boolean has(String program) {
    if (program.contains("/")) {
      return Files.isExecutable(Path.of(program));
    }
    return Arrays.stream(value().split(File.pathSeparator, -1))
        .filter(folder -> !folder.isEmpty())
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
