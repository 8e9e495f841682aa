package org.stlspec.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.stlspec.requirement.Requirement;
import org.stlspec.suite.CaseDescription;
import org.stlspec.suite.Catalogue;
import org.stlspec.suite.Ledger;
import org.stlspec.target.Peers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code stlspec list}: what there is to check. */
@Command(
    name = "list",
    description = "Lists the cases, the requirements or the peers.",
    mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final Ledger LEDGER = Ledger.of(Catalogue.shipped());

  @Spec private CommandSpec spec;

  @Option(
      names = "--requirements",
      description = "The requirements, each with its cases or why it has none.")
  private boolean requirements;

  @Option(
      names = "--peers",
      description = "The products that --peer starts, each with its version or what is missing.")
  private boolean peers;

  @Option(
      names = "--peer-dir",
      paramLabel = "DIR",
      description = "With --peers: those in this folder.")
  private Path peerDir;

  @Option(names = "--json", description = "As JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (peers) {
      printPeers(out);
    } else if (json) {
      out.println(MAPPER.writeValueAsString(requirements ? requirementsJson() : casesJson()));
    } else if (requirements) {
      LEDGER.rows().forEach(row -> print(out, row));
      out.println();
      LEDGER.totals().forEach(out::println);
    } else {
      Catalogue.shipped().cases().forEach(one -> print(out, one));
    }
    out.flush();
    return Exit.AS_EXPECTED;
  }

  private void printPeers(PrintWriter out) throws IOException {
    try {
      var list = new PeerList(Peers.of(Optional.ofNullable(peerDir)).all());
      if (json) {
        list.printJson(out);
      } else {
        list.print(out);
      }
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private static void print(PrintWriter out, CaseDescription one) {
    out.printf("%-48s %-10s %s%n", one.id(), one.level(), String.join(" ", one.requirements()));
  }

  private static void print(PrintWriter out, Ledger.Row row) {
    Requirement requirement = row.requirement();
    out.printf(
        "%-14s %-10s %s%n",
        requirement.id(),
        requirement.level(),
        row.verified() ? String.join(" ", row.caseIds()) : "untested: " + requirement.untested());
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
    for (Ledger.Row row : LEDGER.rows()) {
      Requirement requirement = row.requirement();
      var node = all.addObject().put("id", requirement.id());
      node.put("area", requirement.area()).put("level", requirement.level().toString());
      requirement.parties().forEach(node.putArray("parties")::add);
      node.put("source", requirement.source()).put("statement", requirement.statement());
      row.caseIds().forEach(node.putArray("cases")::add);
      node.put("untested", requirement.untested());
    }
    return all;
  }
}
