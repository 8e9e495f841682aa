package org.stlspec.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.stlspec.requirement.Requirement;
import org.stlspec.requirement.Requirements;
import org.stlspec.suite.CaseDescription;
import org.stlspec.suite.Catalogue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code stlspec list}: what there is to check. */
@Command(
    name = "list",
    description = "Lists the cases, or the requirements.",
    mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  @Spec private CommandSpec spec;

  @Option(names = "--requirements", description = "The requirements, with the cases of each.")
  private boolean requirements;

  @Option(names = "--json", description = "As JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(MAPPER.writeValueAsString(requirements ? requirementsJson() : casesJson()));
    } else if (requirements) {
      Requirements.all().rows().forEach(row -> print(out, row));
    } else {
      Catalogue.shipped().cases().forEach(one -> print(out, one));
    }
    out.flush();
    return Exit.AS_EXPECTED;
  }

  private static void print(PrintWriter out, CaseDescription one) {
    out.printf("%-48s %-10s %s%n", one.id(), one.level(), String.join(" ", one.requirements()));
  }

  private static void print(PrintWriter out, Requirement row) {
    List<String> cases = verifying(row);
    out.printf(
        "%-14s %-10s %s%n", row.id(), row.level(), cases.isEmpty() ? "-" : String.join(" ", cases));
  }

  static List<String> verifying(Requirement row) {
    return Catalogue.shipped().cases().stream()
        .filter(one -> one.requirements().contains(row.id()))
        .map(CaseDescription::id)
        .toList();
  }

  private static ArrayNode casesJson() {
    ArrayNode all = MAPPER.createArrayNode();
    for (CaseDescription one : Catalogue.shipped().cases()) {
      var node = all.addObject().put("id", one.id()).put("title", one.title());
      node.put("level", one.level().toString()).put("slow", one.slow());
      one.requirements().forEach(node.putArray("requirements")::add);
    }
    return all;
  }

  private static ArrayNode requirementsJson() {
    ArrayNode all = MAPPER.createArrayNode();
    for (Requirement row : Requirements.all().rows()) {
      var node = all.addObject().put("id", row.id()).put("level", row.level().toString());
      node.put("source", row.source()).put("statement", row.statement());
      verifying(row).forEach(node.putArray("cases")::add);
    }
    return all;
  }
}
