package org.stlspec.target;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a target is started.
 *
 * @param name what reports call it
 * @param start the command line, with placeholders
 * @param files configuration with placeholders, copied into the working folder
 * @param mode whether the suite's backend stands behind it
 * @param values what further placeholders stand for
 */
public record Recipe(
    String name, String start, List<Path> files, Mode mode, Map<String, String> values) {
  public Recipe {
    files = List.copyOf(files);
    values = Map.copyOf(values);
  }

  /**
   * That of a command of the user: proxy mode if it or its configuration names the backend.
   *
   * @throws IOException if the configuration cannot be read
   */
  public static Recipe of(String start, Optional<Path> config) throws IOException {
    String all = config.isEmpty() ? start : start + Files.readString(config.get(), UTF_8);
    boolean proxy = all.contains("{backend}") || all.contains("{backend_port}");
    return new Recipe(
        Words.of(start).get(0),
        start,
        config.stream().toList(),
        proxy ? Mode.PROXY : Mode.SERVER,
        Map.of());
  }
}
