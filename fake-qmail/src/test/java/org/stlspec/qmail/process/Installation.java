package org.stlspec.qmail.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The jar and its start script, where every user of the machine can read them. */
final class Installation {

  /** What a test starts carries this variable, with a value of its own. */
  static final String MARK = "STLSPEC_TEST";

  private static final Path DIRECTORY = install();

  private Installation() {}

  private static Path install() {
    try {
      Path directory = open(Files.createTempDirectory("fake-qmail"));
      Path target = open(Files.createDirectory(directory.resolve("target")));
      Path bin = open(Files.createDirectory(directory.resolve("bin")));
      List<Path> files =
          List.of(
              open(Files.copy(Path.of("target/fake-qmail.jar"), target.resolve("fake-qmail.jar"))),
              open(Files.copy(Path.of("bin/fake-qmail"), bin.resolve("fake-qmail"))));
      // In the reverse order of this list, by the JVM's end.
      Stream.concat(Stream.of(directory, target, bin), files.stream())
          .map(Path::toFile)
          .forEach(File::deleteOnExit);
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** For everybody to read and enter. */
  static Path open(Path path) throws IOException {
    return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** The start script. */
  static String command() {
    return DIRECTORY.resolve("bin/fake-qmail").toString();
  }

  /** With the Java of this test, and without options that would make it talk. */
  static void prepare(Map<String, String> environment) {
    environment.keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("Q", command());
  }
}
