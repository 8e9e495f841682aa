package org.stlspec.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.stlspec.report.Baseline;
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
      names = "--baseline",
      paramLabel = "FILE",
      description = "Expected verdicts; any difference fails, an unexpected PASS too.")
  private Path baseline;

  @Option(names = "--accept", description = "Write the baseline from this run.")
  private boolean accept;

  @Option(
      names = {"-v", "--verbose"},
      description = "A line for every case, with what was observed.")
  private boolean verbose;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "Write report.json, junit.xml, report.html and summary.md there.")
  private Path reports;

  @Override
  public Integer call() throws IOException {
    Catalogue catalogue = Catalogue.shipped();
    List<CaseDescription> cases = catalogue.select(include, exclude);
    if (cases.isEmpty()) {
      spec.commandLine().getErr().println("stlspec: no case matches; see 'stlspec list'");
      return Exit.NOTHING_SELECTED;
    }
    if (patience < 1) {
      throw new ParameterException(spec.commandLine(), "--patience must be at least 1 ms");
    }
    Optional<Baseline> known = knownBaseline();
    try (OpenTarget target = targetOptions.open(spec.commandLine())) {
      RunReport report = run(catalogue.withSanity(cases, exclude), target);
      writeReports(report);
      if (report.count(Verdict.ERROR) > 0) {
        return Exit.TROUBLE;
      }
      return accept
          ? accepted(report, known)
          : known.map(b -> judged(report, b)).orElseGet(() -> exitCode(report));
    } catch (TargetTrouble e) {
      spec.commandLine().getErr().println("stlspec: " + e.getMessage());
      return Exit.TROUBLE;
    }
  }

  private void writeReports(RunReport report) throws TargetTrouble {
    if (reports == null) {
      return;
    }
    try {
      Reports.write(report, reports);
    } catch (IOException e) {
      throw new TargetTrouble("cannot write the report to " + reports + ": " + Reason.of(e));
    }
  }

  private Optional<Baseline> knownBaseline() throws IOException {
    if (accept && baseline == null) {
      throw new ParameterException(spec.commandLine(), "--accept needs --baseline FILE");
    }
    if (baseline == null || (accept && !Files.exists(baseline))) {
      return Optional.empty();
    }
    try {
      return Optional.of(Baseline.read(baseline));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private int accepted(RunReport report, Optional<Baseline> known) throws IOException {
    long unexplained = Baseline.of(report, known).write(baseline);
    spec.commandLine().getOut().println("baseline written: " + baseline);
    if (unexplained > 0) {
      spec.commandLine().getOut().println(unexplained + " entries still need a reason");
    }
    return Exit.AS_EXPECTED;
  }

  private int judged(RunReport report, Baseline expected) {
    List<String> differences = expected.differences(report, Catalogue.shipped());
    differences.forEach(line -> spec.commandLine().getOut().println("baseline: " + line));
    return differences.isEmpty() ? Exit.AS_EXPECTED : Exit.FINDINGS;
  }

  private RunReport run(List<CaseDescription> cases, OpenTarget open) throws TargetTrouble {
    var console = new Console(spec.commandLine().getOut(), verbose);
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
