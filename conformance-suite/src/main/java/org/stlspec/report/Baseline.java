package org.stlspec.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stlspec.suite.CaseResult;
import org.stlspec.suite.Catalogue;
import org.stlspec.verdict.Verdict;

/** The verdicts that are expected of a target; what is not listed is expected to PASS. */
public final class Baseline {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private record Entry(String verdict, String reason) {}

  private final Map<String, Entry> entries;

  private Baseline(Map<String, Entry> entries) {
    this.entries = entries;
  }

  /**
   * Reads a baseline: a JSON array of objects with id, verdict and reason.
   *
   * @throws IllegalArgumentException with one line if it is not that
   */
  public static Baseline read(Path file) throws IOException {
    if (!Files.isReadable(file)) {
      throw new IllegalArgumentException("--baseline: cannot read " + file);
    }
    try {
      return new Baseline(entries(MAPPER.readTree(file.toFile()), file));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(file + ": " + e.getOriginalMessage(), e);
    }
  }

  private static Map<String, Entry> entries(JsonNode tree, Path file) {
    if (!tree.isArray()) {
      throw new IllegalArgumentException(file + " is not a JSON array of id, verdict, reason");
    }
    Map<String, Entry> entries = new LinkedHashMap<>();
    for (JsonNode node : tree) {
      String id = node.path("id").asText();
      var entry = new Entry(node.path("verdict").asText(), node.path("reason").asText());
      if (id.isEmpty() || entries.put(id, entry) != null) {
        throw new IllegalArgumentException(file + ": an entry without id, or '" + id + "' twice");
      }
    }
    return entries;
  }

  /** The baseline that a run would have met; reasons given before are kept. */
  public static Baseline of(RunReport report, Optional<Baseline> before) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    for (CaseResult result : report.results()) {
      String verdict = result.verdict().name();
      if (result.verdict() != Verdict.PASS) {
        String reason =
            before
                .map(known -> known.entries.get(result.description().id()))
                .filter(entry -> entry.verdict().equals(verdict))
                .map(Entry::reason)
                .orElse(result.verdict() == Verdict.SKIP ? result.observed() : "");
        entries.put(result.description().id(), new Entry(verdict, reason));
      }
    }
    return new Baseline(entries);
  }

  /**
   * Writes it.
   *
   * @return how many entries still lack a reason
   */
  public long write(Path file) throws IOException {
    ArrayNode array = MAPPER.createArrayNode();
    entries.forEach(
        (id, entry) ->
            array
                .addObject()
                .put("id", id)
                .put("verdict", entry.verdict())
                .put("reason", entry.reason()));
    MAPPER.writeValue(file.toFile(), array);
    return entries.values().stream().filter(entry -> entry.reason().isBlank()).count();
  }

  /** One line for each way in which the run or the baseline itself is not as it should be. */
  public List<String> differences(RunReport report, Catalogue catalogue) {
    List<String> lines = new ArrayList<>();
    entries.forEach(
        (id, entry) -> {
          if (catalogue.find(id).isEmpty()) {
            lines.add(id + ": no such case");
          } else if (entry.reason().isBlank()) {
            lines.add(id + ": no reason given");
          }
        });
    for (CaseResult result : report.results()) {
      String id = result.description().id();
      String expected = entries.getOrDefault(id, new Entry(Verdict.PASS.name(), "")).verdict();
      if (!expected.equals(result.verdict().name())) {
        lines.add(id + ": expected " + expected + ", got " + result.verdict());
      }
    }
    return lines;
  }

  /** Why a case comes to this verdict, if that is what is expected of it and not without reason. */
  Optional<String> reason(String id, Verdict verdict) {
    return Optional.ofNullable(entries.get(id))
        .filter(entry -> entry.verdict().equals(verdict.name()))
        .map(Entry::reason)
        .filter(reason -> !reason.isBlank());
  }

  /** As for a run that has just ended. */
  List<String> differences(SavedReport report) {
    return List.of();
  }
}
