package org.stlspec.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.stlspec.report.Baseline.Entry;
import org.stlspec.verdict.Verdict;

/** A baseline as JSON: cases that share verdict and reason share an object. */
final class BaselineFile {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final DefaultPrettyPrinter A_LINE_EACH =
      new DefaultPrettyPrinter().withArrayIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);

  private BaselineFile() {}

  /** The entries of the cases, in the order of the file. */
  static Map<String, Entry> read(Path file) throws IOException {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new IllegalArgumentException("--baseline: cannot read " + file);
    }
    try {
      return entries(MAPPER.readTree(Files.readAllBytes(file)), file);
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
      var entry = new Entry(verdicts(node, file), node.path("reason").asText());
      for (String id : ids(node)) {
        if (id.isEmpty() || entries.put(id, entry) != null) {
          throw new IllegalArgumentException(file + ": an entry without id, or '" + id + "' twice");
        }
      }
    }
    return entries;
  }

  private static List<String> ids(JsonNode node) {
    return oneOrMore(node.path("id"));
  }

  private static List<String> oneOrMore(JsonNode node) {
    List<String> texts = new ArrayList<>();
    node.forEach(one -> texts.add(one.asText()));
    return texts.isEmpty() ? List.of(node.asText()) : texts;
  }

  private static List<Verdict> verdicts(JsonNode node, Path file) {
    return oneOrMore(node.path("verdict")).stream().map(text -> verdict(text, node, file)).toList();
  }

  private static Verdict verdict(String verdict, JsonNode node, Path file) {
    try {
      return Verdict.valueOf(verdict);
    } catch (IllegalArgumentException e) {
      String id = String.join(", ", ids(node));
      throw new IllegalArgumentException(
          file + ": no verdict '" + verdict + "' of '" + id + "'", e);
    }
  }

  /** Findings first; those that still want a reason stand alone. */
  static void write(Map<String, Entry> entries, Path file) throws IOException {
    ArrayNode array = MAPPER.createArrayNode();
    byEntry(entries).forEach((entry, ids) -> write(entry, ids, array));
    String text = MAPPER.writer(A_LINE_EACH).writeValueAsString(array);
    Files.write(file, (text + System.lineSeparator()).getBytes(UTF_8));
  }

  private static Map<Entry, List<String>> byEntry(Map<String, Entry> entries) {
    Map<Entry, List<String>> shared = new LinkedHashMap<>();
    entries.entrySet().stream()
        .sorted(Comparator.comparing(one -> one.getValue().verdicts().get(0), Verdict.WORST_FIRST))
        .forEach(
            one ->
                shared.computeIfAbsent(one.getValue(), e -> new ArrayList<>()).add(one.getKey()));
    return shared;
  }

  private static void write(Entry entry, List<String> ids, ArrayNode array) {
    if (entry.unexplained()) {
      ids.forEach(id -> write(array.addObject(), List.of(id), entry));
    } else {
      write(array.addObject(), ids, entry);
    }
  }

  private static void write(ObjectNode node, List<String> ids, Entry entry) {
    put(node, "id", ids);
    put(node, "verdict", entry.verdicts().stream().map(Verdict::name).toList());
    node.put("reason", entry.reason());
  }

  private static void put(ObjectNode node, String key, List<String> texts) {
    if (texts.size() == 1) {
      node.put(key, texts.get(0));
    } else {
      texts.forEach(node.putArray(key)::add);
    }
  }
}
