package org.stlspec.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a {@code report.json} says, as far as two of them can be compared.
 *
 * @param title target, version of stlspec and time
 * @param verdicts by id of the case
 * @param observed by id of the case
 * @param requirements verdicts by id of the requirement; {@code untested} where there is none
 */
public record SavedReport(
    String title,
    Map<String, String> verdicts,
    Map<String, String> observed,
    Map<String, String> requirements) {

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException with one line if the file is no report of stlspec
   * @throws IOException if it cannot be read
   */
  public static SavedReport read(Path file) throws IOException {
    JsonNode tree = tree(file);
    if (!tree.path("tool").asText().equals("stlspec") || !tree.path("cases").isArray()) {
      throw new IllegalArgumentException(file + " is no report.json of stlspec");
    }
    String title =
        "%s (stlspec %s, %s)"
            .formatted(
                tree.at("/target/name").asText(),
                tree.path("version").asText(),
                tree.path("started").asText());
    JsonNode cases = tree.path("cases");
    return new SavedReport(
        title,
        byId(cases, "verdict", ""),
        byId(cases, "observed", ""),
        byId(tree.path("requirements"), "verdict", "untested"));
  }

  private static JsonNode tree(Path file) throws IOException {
    try {
      return new ObjectMapper().readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(file + " is no JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static Map<String, String> byId(JsonNode rows, String key, String otherwise) {
    Map<String, String> byId = new LinkedHashMap<>();
    rows.forEach(row -> byId.put(row.path("id").asText(), row.path(key).asText(otherwise)));
    return byId;
  }
}
