package org.stlspec.target;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What stands for each {@code {name}} in commands and configuration. */
final class Placeholders {
  private final Map<String, String> values = new LinkedHashMap<>();

  private Placeholders() {}

  /** {@code java} and {@code classes}, for a target that is another program of the suite's. */
  static Placeholders ofThisProgram() {
    var these = new Placeholders();
    these.put("java", Path.of(System.getProperty("java.home"), "bin", "java").toString());
    these.put("classes", classPath());
    return these;
  }

  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  void put(String name, String value) {
    values.put(name, value);
  }

  /** The text with each {@code {name}} replaced. */
  String fill(String text) {
    String filled = text;
    for (var value : values.entrySet()) {
      filled = filled.replace("{" + value.getKey() + "}", value.getValue());
    }
    return filled;
  }
}
