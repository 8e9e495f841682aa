package org.stlspec.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.stlspec.requirement.Requirement;
import org.stlspec.requirement.Requirements;
import org.stlspec.suite.CaseDescription;
import org.stlspec.suite.Catalogue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code stlspec explain}: what is checked, why, and what to do about it. */
@Command(
    name = "explain",
    description = "Says what a case or requirement is about, and how to mend a target.",
    mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "CASE|REQUIREMENT", description = "An id from 'stlspec list'.")
  private String id;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    var known = Catalogue.shipped().find(id);
    var requirement = Requirements.all().find(id);
    if (known.isPresent()) {
      explain(out, known.get());
    } else if (requirement.isPresent()) {
      explain(out, requirement.get());
    } else {
      throw new ParameterException(
          spec.commandLine(), "no case or requirement is called '" + id + "'");
    }
    out.flush();
    return Exit.AS_EXPECTED;
  }

  private static void explain(PrintWriter out, CaseDescription one) {
    out.println(one.id());
    out.println("  checks  " + one.title());
    one.requirements().stream()
        .map(name -> Requirements.all().find(name).orElseThrow())
        .forEach(row -> out.println("  because " + brief(row)));
    one.needs().forEach(need -> out.println("  needs   " + need));
    out.println("  to fix  " + one.fix());
  }

  private static void explain(PrintWriter out, Requirement row) {
    out.println(brief(row));
    out.println("  binds   " + String.join(", ", row.parties()));
    List<CaseDescription> cases = Catalogue.shipped().verifying(row.id());
    out.println(cases.isEmpty() ? "  untested: " + row.untested() : "  checked by");
    cases.forEach(one -> out.println("    " + one.id() + ": " + one.fix()));
  }

  private static String brief(Requirement row) {
    return row.id() + " (" + row.level() + ", " + row.source() + "): " + row.statement();
  }
}
