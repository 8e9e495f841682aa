package org.stlspec.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** A scratch folder of one run, gone when it is closed. */
record WorkFolder(Path path) implements AutoCloseable {
  static WorkFolder make() {
    try {
      return new WorkFolder(Files.createTempDirectory("stlspec-"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a scratch folder", e);
    }
  }

  @Override
  public void close() {
    try (var files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      System.err.println("stlspec: could not remove " + path + ": " + e.getMessage());
    }
  }
}
