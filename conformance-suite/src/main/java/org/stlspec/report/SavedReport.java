package org.stlspec.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.stlspec.verdict.Verdict;
import org.stlspec.wire.Octets;
import org.stlspec.wire.Transcript;

/**
 * What a {@code report.json} says.
 *
 * @param target the name of it
 * @param version that of the stlspec which wrote it
 * @param started when the run began, as it was written down
 * @param mode proxy or server
 * @param cases by id
 * @param requirements verdicts by id of the requirement; {@code untested} where there is none
 */
public record SavedReport(
    String target,
    String version,
    String started,
    String mode,
    Map<String, SavedCase> cases,
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
    try {
      return new SavedReport(
          tree.at("/target/name").asText(),
          tree.path("version").asText(),
          tree.path("started").asText(),
          tree.at("/target/mode").asText(),
          cases(tree.path("cases")),
          requirements(tree.path("requirements")));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          file + " is no report.json of this stlspec: " + e.getMessage(), e);
    }
  }

  private static JsonNode tree(Path file) throws IOException {
    try {
      return new ObjectMapper().readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(file + " is no JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static Map<String, SavedCase> cases(JsonNode rows) {
    Map<String, SavedCase> byId = new LinkedHashMap<>();
    rows.forEach(row -> byId.put(row.path("id").asText(), saved(row)));
    return byId;
  }

  private static SavedCase saved(JsonNode row) {
    List<String> requirements = new ArrayList<>();
    row.path("requirements").forEach(one -> requirements.add(one.asText()));
    List<Transcript.Entry> transcript = new ArrayList<>();
    row.path("transcript").forEach(one -> transcript.add(entry(one)));
    return new SavedCase(
        row.path("id").asText(),
        row.path("title").asText(),
        row.path("level").asText(),
        List.copyOf(requirements),
        Verdict.valueOf(row.path("verdict").asText()),
        row.path("observed").asText(),
        row.path("expected").asText(),
        row.path("millis").asLong(),
        List.copyOf(transcript));
  }

  private static Transcript.Entry entry(JsonNode row) {
    return new Transcript.Entry(
        row.path("micros").asLong(),
        Transcript.Leg.valueOf(upper(row.path("leg"))),
        Transcript.From.valueOf(upper(row.path("from"))),
        row.path("tls").asBoolean(),
        Octets.unescape(row.path("octets").asText()),
        row.path("note").asText());
  }

  private static String upper(JsonNode word) {
    return word.asText().toUpperCase(Locale.ROOT);
  }

  private static Map<String, String> requirements(JsonNode rows) {
    Map<String, String> byId = new LinkedHashMap<>();
    rows.forEach(
        row -> byId.put(row.path("id").asText(), row.path("verdict").asText(Product.UNTESTED)));
    return byId;
  }

  /** Target, version of stlspec and time. */
  public String title() {
    return "%s (stlspec %s, %s)".formatted(target, version, started);
  }
}
