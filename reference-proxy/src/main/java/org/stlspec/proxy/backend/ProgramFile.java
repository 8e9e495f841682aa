package org.stlspec.proxy.backend;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds programs as execvp(3) does: names without a slash along PATH. */
public final class ProgramFile {
  private ProgramFile() {}

  /**
   * Where the program is.
   *
   * @throws IllegalArgumentException with one line if there is none, or it may not be executed
   */
  public static Path of(String name) {
    return named(name)
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no program '" + name + "' can be run"));
  }

  private static Stream<Path> named(String name) {
    if (name.contains("/")) return path(name).stream();
    String searched = Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin:/bin");
    return Stream.of(searched.split(":", -1))
        .filter(folder -> !folder.isEmpty())
        .flatMap(folder -> path(folder + "/" + name).stream());
  }

  private static Optional<Path> path(String text) {
    try {
      return Optional.of(Path.of(text));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
