package org.stlspec.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.stlspec.suite.CaseResult;
import org.stlspec.suite.Unstable;
import org.stlspec.verdict.Verdict;
import org.stlspec.wire.Transcript;

/** Writes {@code report.json}: people script against it, so keys and their order stay. */
final class JsonReport {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private JsonReport() {}

  static void write(RunReport report, Path file) throws IOException {
    MAPPER.writeValue(file.toFile(), tree(report));
  }

  private static ObjectNode tree(RunReport report) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("tool", "stlspec");
    root.put("version", report.version());
    root.put("started", report.started().toString());
    root.put("millis", report.millis());
    root.putObject("target")
        .put("name", report.targetName())
        .put("address", report.addressText())
        .put("mode", report.mode().toString());
    ObjectNode summary = root.putObject("summary");
    for (Verdict verdict : Verdict.values()) {
      summary.put(verdict.name().toLowerCase(Locale.ROOT), report.count(verdict));
    }
    ArrayNode cases = root.putArray("cases");
    report.results().forEach(result -> add(cases.addObject(), result));
    ArrayNode requirements = root.putArray("requirements");
    report.requirements().forEach(result -> add(requirements.addObject(), result));
    ArrayNode profile = root.putArray("profile");
    report.profile().forEach(result -> addFact(profile.addObject(), result));
    root.put("rounds", report.rounds().count());
    ArrayNode unstable = root.putArray("unstable");
    report.rounds().unstable().forEach(one -> add(unstable.addObject(), one));
    return root;
  }

  private static void add(ObjectNode node, CaseResult result) {
    node.put("id", result.description().id());
    node.put("title", result.description().title());
    node.put("level", result.description().level().toString());
    ArrayNode requirements = node.putArray("requirements");
    result.description().requirements().forEach(requirements::add);
    node.put("verdict", result.verdict().name());
    node.put("observed", result.observed());
    node.put("expected", result.expected());
    node.put("millis", result.millis());
    ArrayNode transcript = node.putArray("transcript");
    result.transcript().forEach(entry -> add(transcript.addObject(), entry));
  }

  private static void add(ObjectNode node, Transcript.Entry entry) {
    node.put("micros", entry.micros());
    node.put("leg", entry.leg().name().toLowerCase(Locale.ROOT));
    node.put("from", entry.from().name().toLowerCase(Locale.ROOT));
    node.put("tls", entry.tls());
    node.put("octets", entry.octets().toString());
    if (!entry.note().isEmpty()) {
      node.put("note", entry.note());
    }
  }

  private static void add(ObjectNode node, RunReport.RequirementResult result) {
    node.put("id", result.requirement().id());
    node.put("level", result.requirement().level().toString());
    node.put("source", result.requirement().source());
    node.put("verdict", result.verdict().map(Enum::name).orElse(null));
    ArrayNode cases = node.putArray("cases");
    result.cases().forEach(cases::add);
    node.put("untested", result.untested());
  }

  private static void addFact(ObjectNode node, CaseResult result) {
    node.put("case", result.description().id());
    node.put("level", result.description().level().toString());
    node.put("observed", result.observed());
  }

  private static void add(ObjectNode node, Unstable unstable) {
    node.put("id", unstable.id());
    ObjectNode verdicts = node.putObject("verdicts");
    unstable.verdicts().forEach((verdict, rounds) -> verdicts.put(verdict.name(), rounds));
  }
}
