package org.stlspec.arrangement;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.stlspec.cli.Launched;

/** The shipped jar, as a command. */
final class Jar {
  private static final Path ARCHIVE = archive();

  private Jar() {}

  /** The Java that runs this test. */
  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  static Path file() {
    return Path.of("target", "stlspec.jar").toAbsolutePath();
  }

  /**
   * The words that start it, with options for a process that lives shortly and has the client on
   * descriptor 1.
   */
  static List<String> stlspec(String... arguments) {
    return words("-XX:SharedArchiveFile=" + ARCHIVE, arguments);
  }

  private static List<String> words(String archive, String... arguments) {
    var words = new ArrayList<>(List.of(java(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    words.addAll(Launched.QUIET);
    words.addAll(List.of("-Dio.netty.jfr.enabled=false", archive, "-jar", file().toString()));
    words.addAll(List.of(arguments));
    return words;
  }

  /** As the README of the proxy has it made. */
  private static Path archive() {
    try {
      Path classes = temporary(".classes");
      Path archive = temporary(".jsa");
      run(words("-XX:DumpLoadedClassList=" + classes, "run", "--case", "stls.announced-works"));
      run(
          List.of(
              java(),
              "-Xshare:dump",
              "-XX:SharedClassListFile=" + classes,
              "-XX:SharedArchiveFile=" + archive,
              "-cp",
              file().toString()));
      return archive;
    } catch (IOException | InterruptedException e) {
      throw new AssertionError("no archive of classes", e);
    }
  }

  private static void run(List<String> words) throws IOException, InterruptedException {
    Path said = temporary(".log");
    var process = new ProcessBuilder(words).redirectErrorStream(true);
    int code = process.redirectOutput(said.toFile()).start().waitFor();
    if (code != 0) throw new AssertionError(code + ": " + Files.readString(said));
  }

  private static Path temporary(String suffix) throws IOException {
    Path file = Files.createTempFile("stlspec", suffix);
    file.toFile().deleteOnExit();
    return file;
  }
}
