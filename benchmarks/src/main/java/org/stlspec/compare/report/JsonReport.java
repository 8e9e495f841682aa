package org.stlspec.compare.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.OptionalDouble;
import org.stlspec.compare.result.Judgement;
import org.stlspec.compare.result.Report;
import org.stlspec.compare.result.Results;
import org.stlspec.compare.target.Competitor;
import org.stlspec.compare.work.Figure;

/** {@code compare.json}: people script against it, so keys and their order stay. */
final class JsonReport {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private JsonReport() {}

  static String of(Report report) throws JsonProcessingException {
    Results results = report.results();
    ObjectNode root = MAPPER.createObjectNode();
    root.put("tool", "stlspec-compare");
    root.put("started", report.started().toString());
    ObjectNode machine = root.putObject("machine");
    report.machine().forEach(machine::put);
    root.put("rounds", results.rounds());
    ObjectNode figures = root.putObject("figures");
    for (Figure figure : results.figures()) add(figures.putObject(figure.label()), results, figure);
    ArrayNode goals = root.putArray("goals");
    report.judgements().forEach(one -> add(goals.addObject(), one));
    ArrayNode missing = root.putArray("missing");
    report.missing().forEach(missing::add);
    ArrayNode troubles = root.putArray("troubles");
    report.troubles().forEach(troubles::add);
    return MAPPER.writeValueAsString(root);
  }

  private static void add(ObjectNode node, Results results, Figure figure) {
    node.put("title", figure.title()).put("unit", figure.unit());
    ObjectNode targets = node.putObject("targets");
    for (Competitor one : results.competitors()) {
      OptionalDouble median = results.median(figure, one.name());
      if (median.isEmpty()) continue;
      ObjectNode target = targets.putObject(one.name());
      target.put("median", median.getAsDouble());
      put(target, "ratio", results.ratio(figure, one.name()));
      ArrayNode values = target.putArray("values");
      for (int round = 0; round < results.rounds(); round++) {
        add(values, results.value(figure, one.name(), round));
      }
    }
  }

  private static void add(ObjectNode node, Judgement one) {
    node.put("figure", one.goal().figure().label())
        .put("target", one.goal().competitor())
        .put("bound", one.goal().bound())
        .put("relative", one.goal().relative());
    put(node, "reached", one.reached());
    node.put("verdict", one.verdict());
  }

  private static void put(ObjectNode node, String key, OptionalDouble value) {
    if (value.isPresent()) node.put(key, value.getAsDouble());
    else node.putNull(key);
  }

  private static void add(ArrayNode node, OptionalDouble value) {
    if (value.isPresent()) node.add(value.getAsDouble());
    else node.addNull();
  }
}
