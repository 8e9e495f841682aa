package org.stlspec.target;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** How to run the stlspec that is running, once more. */
final class ThisProgram {
  private ThisProgram() {}

  /** The beginning of its command line, for {@code {stlspec}}. */
  static String command() {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    String natives = Runtime.version().feature() < 24 ? "" : "--enable-native-access=ALL-UNNAMED ";
    String classes =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .map(entry -> Path.of(entry).toAbsolutePath().toString())
            .collect(Collectors.joining(File.pathSeparator));
    return "'" + java + "' " + natives + "-cp '" + classes + "' org.stlspec.cli.Stlspec";
  }
}
