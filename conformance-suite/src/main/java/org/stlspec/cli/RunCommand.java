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
import org.stlspec.suite.Rounds;
import org.stlspec.suite.Stage;
import org.stlspec.suite.Suite;
import org.stlspec.target.Peer;
import org.stlspec.target.TargetTrouble;
import org.stlspec.verdict.Verdict;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

  static final Duration USUAL_PATIENCE = Duration.ofSeconds(5);

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
      paramLabel = "MS",
      description =
          "Milliseconds after which no answer counts as silence (default: 5000). Sanity and the"
              + " discovery of what the target offers wait 3000 at least.")
  private Integer patience;

  @Option(
      names = "--repeat",
      defaultValue = "1",
      paramLabel = "N",
      description = "Play the cases N times; a verdict that changes fails the run.")
  private int repeat;

  @Mixin private BaselineOptions baseline;

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
    require(patience == null || patience >= 1, "--patience must be at least 1 ms");
    require(repeat >= 1, "--repeat must be at least 1");
    Optional<DirectCheck> direct = directCheck();
    if (direct.isPresent()) {
      return compared(direct.get());
    }
    readBaseline();
    try (OpenTarget target = targetOptions.open(spec.commandLine())) {
      RunReport report = run(catalogue.withSanity(cases, exclude), target);
      writeReports(report);
      return exitCode(report);
    } catch (TargetTrouble e) {
      spec.commandLine().getErr().println("stlspec: " + e.getMessage());
      return Exit.TROUBLE;
    }
  }

  private Optional<DirectCheck> directCheck() {
    try {
      return targetOptions.directCheck(patience(), Optional.ofNullable(reports));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private int compared(DirectCheck direct) {
    try {
      return direct.run(spec.commandLine().getOut());
    } catch (TargetTrouble e) {
      spec.commandLine().getErr().println("stlspec: " + e.getMessage());
      return Exit.TROUBLE;
    }
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new ParameterException(spec.commandLine(), otherwise);
    }
  }

  private void readBaseline() throws IOException {
    try {
      baseline.read(targetOptions.product());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
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

  private RunReport run(List<CaseDescription> cases, OpenTarget open) throws TargetTrouble {
    var console = new Console(spec.commandLine().getOut(), verbose);
    Instant started = Instant.now();
    Stage stage = open.stage(patience(), slow);
    Rounds rounds = play(cases, new Suite(stage), console);
    RunReport report = RunReport.of(stage, started, rounds);
    console.summary(report);
    return report;
  }

  private Duration patience() {
    return patience != null
        ? Duration.ofMillis(patience)
        : targetOptions.product().flatMap(Peer::patience).orElse(USUAL_PATIENCE);
  }

  private Rounds play(List<CaseDescription> cases, Suite suite, Console console)
      throws TargetTrouble {
    List<List<CaseResult>> rounds = new ArrayList<>();
    rounds.add(suite.run(cases, console::result));
    while (rounds.size() < repeat) {
      List<CaseResult> round = suite.run(cases, result -> {});
      rounds.add(round);
      console.round(rounds.size(), round);
    }
    return Rounds.of(rounds);
  }

  private int exitCode(RunReport report) throws TargetTrouble {
    if (report.count(Verdict.ERROR) > 0) {
      return Exit.TROUBLE;
    }
    boolean sound =
        baseline.given()
            ? baseline.met(report, spec.commandLine().getOut())
            : report.results().stream().noneMatch(this::fails);
    return sound && report.rounds().unstable().isEmpty() ? Exit.AS_EXPECTED : Exit.FINDINGS;
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
