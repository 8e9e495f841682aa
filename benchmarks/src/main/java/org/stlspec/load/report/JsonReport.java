package org.stlspec.load.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import org.stlspec.load.figures.ErrorCount;
import org.stlspec.load.figures.Figures;
import org.stlspec.load.figures.Generator;
import org.stlspec.load.figures.Phase;
import org.stlspec.load.figures.Second;
import org.stlspec.load.figures.Summary;

/** {@code load.json}: people script against it, so keys and their order stay. Times are in ms. */
final class JsonReport {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private JsonReport() {}

  static void write(LoadReport report, Path file) throws IOException {
    MAPPER.writeValue(file.toFile(), tree(report));
  }

  private static ObjectNode tree(LoadReport report) {
    Figures figures = report.figures();
    ObjectNode root = MAPPER.createObjectNode();
    root.put("tool", "stlspec-load");
    root.put("version", report.version());
    root.put("started", report.started().toString());
    root.put("target", report.target());
    ObjectNode settings = root.putObject("settings");
    report.settings().forEach(settings::put);
    root.putObject("summary")
        .put("seconds", figures.nanos() / 1e9)
        .put("sessions", figures.sessions())
        .put("failed", figures.failed())
        .put("sessionsPerSecond", figures.rate())
        .put("messageOctets", figures.octets())
        .put("messageOctetsPerSecond", figures.octetRate());
    ObjectNode phases = root.putObject("phases");
    for (Phase phase : Phase.values()) {
      figures.summary(phase).ifPresent(times -> add(phases.putObject(phase.label()), times));
    }
    ArrayNode errors = root.putArray("errors");
    figures.errors().forEach(error -> add(errors.addObject(), error));
    add(root.putObject("generator"), report.generator());
    ArrayNode breaches = root.putArray("breaches");
    report.breaches().forEach(breaches::add);
    ArrayNode seconds = root.putArray("seconds");
    figures.seconds().forEach(second -> add(seconds.addObject(), second));
    return root;
  }

  private static void add(ObjectNode node, Summary times) {
    node.put("count", times.count())
        .put("mean", times.mean() / 1e6)
        .put("p50", times.p50() / 1e6)
        .put("p90", times.p90() / 1e6)
        .put("p99", times.p99() / 1e6)
        .put("p99.9", times.p999() / 1e6)
        .put("max", times.max() / 1e6);
  }

  private static void add(ObjectNode node, ErrorCount error) {
    node.put("class", error.error().label())
        .put("phase", error.phase().label())
        .put("count", error.count())
        .put("example", error.example());
  }

  private static void add(ObjectNode node, Generator generator) {
    node.put("bottleneck", generator.bottleneck());
    ArrayNode trouble = node.putArray("trouble");
    generator.trouble().forEach(trouble::add);
    ArrayNode busy = node.putArray("busy");
    generator.busy().forEach(busy::add);
    node.put("lagP99", generator.lagP99() / 1e6);
    node.put("lagMax", generator.lagMax() / 1e6);
    node.put("cpuSeconds", generator.cpuSeconds());
  }

  private static void add(ObjectNode node, Second second) {
    node.put("second", second.number());
    node.put("millis", second.nanos() / 1e6);
    node.put("open", second.open());
    node.put("messageOctets", second.octets());
    ObjectNode errors = node.putObject("errors");
    second.errors().forEach((error, count) -> errors.put(error.label(), count));
    ObjectNode phases = node.putObject("phases");
    second.times().forEach((phase, times) -> add(phases.putObject(phase.label()), times));
  }
}
