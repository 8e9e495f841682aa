package org.stlspec.compare;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.stlspec.compare.report.Reports;
import org.stlspec.compare.report.TextReport;
import org.stlspec.compare.result.Report;
import org.stlspec.compare.result.Results;
import org.stlspec.compare.target.AuthHttp;
import org.stlspec.compare.target.Competitor;
import org.stlspec.compare.target.Stage;
import org.stlspec.compare.work.Work;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code stlspec-compare} command. */
@Command(
    name = "stlspec-compare",
    description =
        "Has the reference proxy and other proxies do the same works in turn, and tells what each"
            + " of them costs.",
    footer = {
      "",
      "Exit codes: 0 everything was measured, 1 a session failed or, with --judge,",
      "a goal was missed, 2 wrong usage, 3 a target does not start, or the report",
      "cannot be written."
    },
    mixinStandardHelpOptions = true)
public final class StlspecCompare implements Callable<Integer> {
  private static final int AS_EXPECTED = 0;
  private static final int FINDINGS = 1;
  private static final int USAGE = 2;
  private static final int TROUBLE = 3;

  @Spec private CommandSpec spec;

  @Mixin private CompareOptions options;

  @Option(names = "--judge", description = "Exit code 1 if a goal is missed.")
  private boolean judge;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "Write compare.json, .csv, .md, .html and .svg there; with scale, scale.svg.")
  private Optional<Path> report = Optional.empty();

  @Option(names = "--quiet", description = "No line for each step.")
  private boolean quiet;

  public static void main(String... args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new StlspecCompare())
        .setParameterExceptionHandler(StlspecCompare::badUsage)
        .setExecutionExceptionHandler((e, command, parsed) -> trouble(command, e));
  }

  private static int badUsage(ParameterException e, String[] args) {
    PrintWriter err = e.getCommandLine().getErr();
    err.println("stlspec-compare: " + e.getMessage().lines().findFirst().orElse(""));
    err.println("Try 'stlspec-compare --help'.");
    return USAGE;
  }

  private static int trouble(CommandLine command, Exception e) {
    String text = e.getMessage() == null ? e.toString() : e.getMessage();
    command.getErr().println("stlspec-compare: " + text.lines().findFirst().orElse(text));
    return TROUBLE;
  }

  @Override
  public Integer call() throws Exception {
    try {
      return compare();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    } catch (IOException e) {
      return trouble(spec.commandLine(), e);
    }
  }

  private int compare() throws IOException, InterruptedException {
    Instant started = Instant.now();
    List<Competitor> chosen = options.competitors();
    Path java = options.java();
    Path jar = options.stlspecJar();
    int rounds = options.rounds();
    int warmUp = options.warmUp();
    int workers = options.workers();
    List<Work> works = options.works();
    List<String> missing = new ArrayList<>();
    List<Competitor> present = present(chosen, missing);
    try (var stage = new Stage(java, options.javaOptions(), jar, workers, options.sessions());
        var backend = Backend.start(java, options.sizes(), options.threads(), stage.path());
        var auth = new AuthHttp(backend.address())) {
      stage.backend(backend.address());
      stage.auth(auth.address());
      try (var comparison = new Comparison(stage, present, works, this::progress)) {
        comparison.start();
        comparison.warmUp(warmUp);
        Results results = comparison.rounds(rounds);
        var machine = Machine.described(options);
        int cores = Runtime.getRuntime().availableProcessors();
        return told(new Report(started, machine, cores, results, comparison.troubles(), missing));
      }
    }
  }

  /** Those whose program is here; what has to be installed for the others is said at once. */
  private List<Competitor> present(List<Competitor> chosen, List<String> missing) {
    List<Competitor> present = new ArrayList<>();
    for (Competitor one : chosen) {
      if (one.installed()) {
        present.add(one);
      } else {
        missing.add(one.name() + " is left out: install " + one.packages());
        spec.commandLine().getErr().println(missing.get(missing.size() - 1));
      }
    }
    if (present.isEmpty())
      throw new IllegalArgumentException("--targets: none of them is installed");
    return present;
  }

  private void progress(String line) {
    if (quiet) return;
    PrintWriter err = spec.commandLine().getErr();
    err.println(line);
    err.flush();
  }

  private int told(Report found) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    out.print(TextReport.of(found));
    out.flush();
    if (report.isPresent()) Reports.write(found, report.get());
    boolean missed = judge && found.judgements().stream().anyMatch(one -> one.missed());
    return found.troubles().isEmpty() && !missed ? AS_EXPECTED : FINDINGS;
  }
}
