package org.stlspec.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.stlspec.report.Console;
import org.stlspec.report.Reports;
import org.stlspec.report.RunReport;
import org.stlspec.suite.CaseDescription;
import org.stlspec.suite.CaseResult;
import org.stlspec.suite.Catalogue;
import org.stlspec.suite.Stage;
import org.stlspec.suite.Suite;
import org.stlspec.target.TargetTrouble;
import org.stlspec.verdict.Verdict;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code stlspec [run]}: plays the cases against a target and reports. */
class RunCommand implements Callable<Integer> {

  /** The same under its own name. */
  @Command(
      name = "run",
      description = "Plays the cases against a target; without one, the reference proxy.",
      mixinStandardHelpOptions = true)
  static final class Named extends RunCommand {}

  /** The lowest level whose findings fail the run. */
  enum FailingLevel {
    MUST,
    SECURITY,
    SHOULD
  }

  @Spec private CommandSpec spec;

  @ArgGroup(validate = false, heading = "Target:%n")
  private TargetOptions targetOptions = new TargetOptions();

  @Option(
      names = "--case",
      arity = "1..*",
      paramLabel = "GLOB",
      description = "Only cases whose id matches.")
  private List<String> include = new ArrayList<>();

  @Option(
      names = "--exclude",
      arity = "1..*",
      paramLabel = "GLOB",
      description = "No cases whose id matches.")
  private List<String> exclude = new ArrayList<>();

  @Option(
      names = "--level",
      defaultValue = "SECURITY",
      description =
          "Lowest level that fails the run: must, security (MUST and SECURITY) or should"
              + " (default: security).")
  private FailingLevel level;

  @Option(names = "--slow", description = "Also the cases that wait for timers of the target.")
  private boolean slow;

  @Option(
      names = "--patience",
      defaultValue = "5000",
      paramLabel = "MS",
      description = "Milliseconds after which no answer counts as silence (default: 5000).")
  private int patience;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "Write report.json, junit.xml, report.html and summary.md there.")
  private Path reports;

  @Override
  public Integer call() throws IOException {
    List<CaseDescription> cases = Catalogue.shipped().select(include, exclude);
    if (cases.isEmpty()) {
      spec.commandLine().getErr().println("stlspec: no case matches; see 'stlspec list'");
      return Exit.NOTHING_SELECTED;
    }
    if (patience < 1) {
      throw new ParameterException(spec.commandLine(), "--patience must be at least 1 ms");
    }
    try (OpenTarget target = targetOptions.open(spec.commandLine())) {
      RunReport report = run(cases, target);
      if (reports != null) {
        Reports.write(report, reports);
      }
      return exitCode(report);
    } catch (TargetTrouble e) {
      spec.commandLine().getErr().println("stlspec: " + e.getMessage());
      return Exit.TROUBLE;
    }
  }

  private RunReport run(List<CaseDescription> cases, OpenTarget open) throws TargetTrouble {
    var console = new Console(spec.commandLine().getOut());
    Instant started = Instant.now();
    long start = System.nanoTime();
    var stage =
        new Stage(open.target(), open.backend(), open.account(), Duration.ofMillis(patience), slow);
    List<CaseResult> results = new Suite(stage).run(cases, console::result);
    long millis = (System.nanoTime() - start) / 1_000_000;
    var report =
        new RunReport(
            Version.text(),
            started,
            millis,
            open.target().name(),
            open.target().address(),
            stage.mode(),
            results);
    console.summary(report);
    return report;
  }

  private int exitCode(RunReport report) {
    if (report.count(Verdict.ERROR) > 0) {
      return Exit.TROUBLE;
    }
    Optional<CaseResult> failing = report.results().stream().filter(this::fails).findFirst();
    return failing.isPresent() ? Exit.FINDINGS : Exit.AS_EXPECTED;
  }

  private boolean fails(CaseResult result) {
    return switch (result.verdict()) {
      case PASS, SKIP, ERROR -> false;
      case INCONCLUSIVE -> true;
      case WARN -> level == FailingLevel.SHOULD;
      case FAIL ->
          level != FailingLevel.MUST
              || result.description().level() != org.stlspec.requirement.Level.SECURITY;
    };
  }
}
