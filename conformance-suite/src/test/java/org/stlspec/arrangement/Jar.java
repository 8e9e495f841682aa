package org.stlspec.arrangement;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The shipped jar, as a command. */
final class Jar {
  private Jar() {}

  /** The Java that runs this test. */
  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  static Path file() {
    return Path.of("target", "stlspec.jar").toAbsolutePath();
  }

  /** The words that start it, with options for a process that does not live long. */
  static List<String> stlspec(String... arguments) {
    var words =
        new ArrayList<>(
            List.of(
                java(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-jar",
                file().toString()));
    words.addAll(List.of(arguments));
    return words;
  }
}
