package org.stlspec.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import org.stlspec.report.Matrix.CaseRow;
import org.stlspec.report.Matrix.RequirementRow;
import org.stlspec.report.Product.Weakness;

/** Writes {@code matrix.json}: people script against it, so keys and their order stay. */
final class MatrixJson {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final Matrix matrix;

  private MatrixJson(Matrix matrix) {
    this.matrix = matrix;
  }

  static void write(Matrix matrix, Path file) throws IOException {
    MAPPER.writeValue(file.toFile(), new MatrixJson(matrix).tree());
  }

  private ObjectNode tree() {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("tool", "stlspec");
    root.put("version", matrix.version());
    root.put("made", matrix.made().toString());
    ArrayNode products = root.putArray("products");
    matrix.products().forEach(one -> add(products.addObject(), one));
    ArrayNode leftOut = root.putArray("leftOut");
    matrix
        .leftOut()
        .forEach(one -> leftOut.addObject().put("name", one.name()).put("why", one.why()));
    ArrayNode cases = root.putArray("cases");
    matrix.cases().forEach(row -> add(cases.addObject(), row));
    ArrayNode requirements = root.putArray("requirements");
    matrix.requirements().forEach(row -> add(requirements.addObject(), row));
    return root;
  }

  private static void add(ObjectNode node, Product one) {
    node.put("name", one.name()).put("about", one.about());
    node.put("mode", one.report().mode()).put("started", one.report().started());
    ObjectNode summary = node.putObject("summary");
    one.counts().forEach((verdict, count) -> summary.put(Html.lower(verdict), count));
    node.put("baseline", one.baseline().isPresent());
    one.differences().forEach(node.putArray("differences")::add);
    ArrayNode weaknesses = node.putArray("weaknesses");
    one.weaknesses().forEach(weakness -> add(weaknesses.addObject(), weakness));
  }

  private static void add(ObjectNode node, Weakness weakness) {
    node.put("verdict", weakness.verdict().name()).put("words", weakness.words());
    ArrayNode cases = node.putArray("cases");
    weakness.cases().forEach(one -> cases.add(one.id()));
  }

  private void add(ObjectNode node, CaseRow row) {
    node.put("id", row.one().id()).put("title", row.one().title());
    node.put("level", row.one().level());
    row.one().requirements().forEach(node.putArray("requirements")::add);
    ObjectNode products = node.putObject("products");
    for (Product product : matrix.products()) {
      product.played(row.one().id()).ifPresent(one -> add(products, product, one));
    }
  }

  private static void add(ObjectNode products, Product product, SavedCase one) {
    products
        .putObject(product.name())
        .put("verdict", one.verdict().name())
        .put("observed", one.observed())
        .put("expected", one.expected())
        .put("reason", product.reason(one).orElse(""));
  }

  private void add(ObjectNode node, RequirementRow row) {
    node.put("id", row.one().id()).put("level", row.one().level().toString());
    row.cases().forEach(node.putArray("cases")::add);
    ObjectNode products = node.putObject("products");
    for (Product product : matrix.products()) {
      products.put(product.name(), product.met(row.one().id()));
    }
  }
}
