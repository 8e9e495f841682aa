package org.stlspec.arrangement;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A log that another process writes, read from its beginning to its end. */
final class LogFile {
  private final Path file;
  private int read;

  LogFile(Path file) {
    this.file = file;
  }

  /** All lines, once each of these stands in one, in whatever order they came. */
  List<String> linesWith(String... parts) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (System.nanoTime() < end) {
      String all = String.join("\n", lines());
      if (Stream.of(parts).allMatch(all::contains)) return lines();
      Thread.sleep(10);
    }
    throw new AssertionError(List.of(parts) + " not all in " + lines());
  }

  /** Waits for a line with this text; those before it are not looked at again. */
  String line(String part) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    do {
      List<String> lines = lines();
      while (read < lines.size()) {
        String line = lines.get(read++);
        if (line.contains(part)) return line;
      }
      Thread.sleep(10);
    } while (System.nanoTime() < end);
    throw new AssertionError("never logged: " + part + "; but " + lines());
  }

  /** All whole lines there are. */
  List<String> lines() throws IOException {
    if (!Files.exists(file)) return List.of();
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
  }
}
