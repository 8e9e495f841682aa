package org.stlspec.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.stlspec.qmail.Maildir;
import org.stlspec.qmail.SampleMaildir;

/**
 * The maildrop behind {@code stlspec backend}.
 *
 * @param temporary whether it is removed at the end
 */
record ServedMaildir(Path directory, boolean temporary) implements AutoCloseable {

  /**
   * One that exists and stays.
   *
   * @throws IllegalArgumentException with a one-line message if it cannot be served
   */
  static ServedMaildir at(Path directory) {
    try {
      Maildir.at(directory).scan();
      return new ServedMaildir(directory, false);
    } catch (IOException missing) {
      throw new IllegalArgumentException(
          "not a maildir with new/ and cur/ in it: " + directory, missing);
    }
  }

  /** A fresh copy of the sample messages, for as long as it is open. */
  static ServedMaildir sample() throws IOException {
    Path directory = Files.createTempDirectory("stlspec-maildir-");
    return new ServedMaildir(SampleMaildir.into(directory), true);
  }

  @Override
  public void close() {
    if (temporary && Files.exists(directory)) {
      removeAll();
    }
  }

  private void removeAll() {
    try (Stream<Path> all = Files.walk(directory)) {
      List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    } catch (IOException ignored) {
      // The system clears its directory of temporary files sooner or later.
    }
  }
}
