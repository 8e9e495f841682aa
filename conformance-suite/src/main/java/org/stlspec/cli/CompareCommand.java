package org.stlspec.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.stlspec.report.Comparison;
import org.stlspec.report.Comparison.Difference;
import org.stlspec.report.SavedReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code stlspec compare}: what changed between two runs. */
@Command(
    name = "compare",
    description =
        "Says what changed between two runs, by the report.json of each. Exit code 0: nothing,"
            + " 1: something, 2: a file is no report.",
    mixinStandardHelpOptions = true)
final class CompareCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "OLD.json", description = "The report.json to start from.")
  private Path oldFile;

  @Parameters(index = "1", paramLabel = "NEW.json", description = "The report.json to compare.")
  private Path newFile;

  @Option(names = "--json", description = "As JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    SavedReport older = read(oldFile);
    SavedReport newer = read(newFile);
    List<Difference> differences = Comparison.of(older, newer);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(tree(older, newer, differences).toPrettyString());
    } else {
      print(out, older, newer, differences);
    }
    out.flush();
    return differences.isEmpty() ? Exit.AS_EXPECTED : Exit.FINDINGS;
  }

  private SavedReport read(Path file) {
    try {
      return SavedReport.read(file);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    } catch (IOException e) {
      throw new ParameterException(
          spec.commandLine(), "cannot read " + file + ": " + Reason.of(e), e);
    }
  }

  private static void print(
      PrintWriter out, SavedReport older, SavedReport newer, List<Difference> differences) {
    out.println("old: " + older.title());
    out.println("new: " + newer.title());
    differences.forEach(one -> print(out, one));
    out.println(differences.isEmpty() ? "no difference" : differences.size() + " differences");
  }

  private static void print(PrintWriter out, Difference one) {
    switch (one.kind()) {
      case NEW -> out.printf("new case     %s: %s%n", one.id(), one.after());
      case GONE -> out.printf("case gone    %s: was %s%n", one.id(), one.before());
      case VERDICT ->
          out.printf("verdict      %s: %s, was %s%n", one.id(), one.after(), one.before());
      case REQUIREMENT ->
          out.printf("requirement  %s: %s, was %s%n", one.id(), one.after(), one.before());
      case OBSERVED -> {
        out.printf("observed     %s: %s%n", one.id(), one.after());
        out.printf("             was %s%n", one.before());
      }
    }
  }

  private static ObjectNode tree(
      SavedReport older, SavedReport newer, List<Difference> differences) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("old", older.title()).put("new", newer.title());
    ArrayNode array = root.putArray("differences");
    for (Difference one : differences) {
      array
          .addObject()
          .put("kind", one.kind().name().toLowerCase(Locale.ROOT))
          .put("id", one.id())
          .put("old", one.before())
          .put("new", one.after());
    }
    return root;
  }
}
