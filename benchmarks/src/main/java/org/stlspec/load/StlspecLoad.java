package org.stlspec.load;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.stlspec.cli.HostPort;
import org.stlspec.load.figures.ErrorClass;
import org.stlspec.load.figures.Threshold;
import org.stlspec.load.maildrop.MailServer;
import org.stlspec.load.maildrop.Maildrop;
import org.stlspec.load.report.Console;
import org.stlspec.load.report.LoadReport;
import org.stlspec.load.report.Reports;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code stlspec-load} command. */
@Command(
    name = "stlspec-load",
    description =
        "Puts POP3 sessions, with STLS or without, on a proxy or server and times each phase.",
    footer = {
      "",
      "Exit codes: 0 all bounds kept, 1 a bound of --fail-if broken or a message altered,",
      "2 wrong usage, 3 the target or this machine is of no use."
    },
    mixinStandardHelpOptions = true)
public final class StlspecLoad implements Callable<Integer> {
  private static final int AS_EXPECTED = 0;
  private static final int FINDINGS = 1;
  private static final int USAGE = 2;
  private static final int TROUBLE = 3;

  @Spec private CommandSpec spec;

  @Mixin private LoadOptions options;

  @Option(
      names = "--serve",
      paramLabel = "HOST:PORT",
      description =
          "Serve a maildrop there, for a proxy under test to relay to. Without --target until told"
              + " to end.")
  private Optional<String> serve = Optional.empty();

  @Option(
      names = "--fail-if",
      paramLabel = "BOUND",
      description =
          "Exit code 1 if so: 'handshake.p99>50ms', 'errors>0' (the default), 'errors.percent>1',"
              + " 'sessions.rate<500'; may be given several times.")
  private List<String> failIf = List.of("errors>0");

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "Write load.json, load.csv and load.html there.")
  private Optional<Path> report = Optional.empty();

  @Option(names = "--quiet", description = "No line for each second.")
  private boolean quiet;

  public static void main(String... args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new StlspecLoad())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(StlspecLoad::badUsage)
        .setExecutionExceptionHandler((e, command, parsed) -> trouble(command, e));
  }

  private static int badUsage(ParameterException e, String[] args) {
    PrintWriter err = e.getCommandLine().getErr();
    err.println("stlspec-load: " + e.getMessage().lines().findFirst().orElse(""));
    err.println("Try 'stlspec-load --help'.");
    return USAGE;
  }

  private static int trouble(CommandLine command, Exception e) {
    String text = e.getMessage() == null ? e.toString() : e.getMessage();
    command.getErr().println("stlspec-load: " + text.lines().findFirst().orElse(text));
    return TROUBLE;
  }

  @Override
  public Integer call() throws Exception {
    try {
      return targetOrServer();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    } catch (Unreachable | IOException e) {
      return trouble(spec.commandLine(), e);
    }
  }

  private int targetOrServer() throws Exception {
    if (!options.targeted() && serve.isEmpty()) {
      throw new IllegalArgumentException("--target HOST:PORT is needed, or --serve HOST:PORT");
    }
    List<Threshold> bounds = failIf.stream().map(Threshold::parse).toList();
    if (serve.isEmpty()) return load(Optional.empty(), bounds);
    Mix mix = options.mix();
    mix.requireServed();
    Maildrop maildrop = Maildrop.of(mix.sizes());
    HostPort where = HostPort.parse(serve.get());
    if (options.targeted()) options.plan(Optional.of(maildrop)); // before a port is taken
    try (var server = MailServer.start(where.resolved(), maildrop, options.threads())) {
      if (options.targeted()) return load(Optional.of(maildrop), bounds);
      serveOn(new HostPort(where.host(), server.address().getPort()));
      return AS_EXPECTED;
    }
  }

  private void serveOn(HostPort address) throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    out.println("ready " + address);
    out.flush();
    new CountDownLatch(1).await();
  }

  private int load(Optional<Maildrop> served, List<Threshold> bounds)
      throws Unreachable, IOException, InterruptedException {
    Plan plan = options.plan(served);
    var console = new Console(spec.commandLine().getOut(), spec.commandLine().getErr());
    try (var run = new Run(plan)) {
      run.probe();
      Outcome outcome = run.play(quiet ? second -> {} : console::second);
      return judge(plan, outcome, bounds, console);
    }
  }

  private int judge(Plan plan, Outcome outcome, List<Threshold> bounds, Console console)
      throws IOException {
    List<String> breaches = new ArrayList<>();
    bounds.forEach(bound -> bound.breach(outcome.figures()).ifPresent(breaches::add));
    if (outcome.figures().sessions() + outcome.figures().failed() == 0) {
      breaches.add("no session was measured: give it more time");
    }
    long altered = outcome.figures().failed(ErrorClass.WRONG_CONTENT);
    if (altered > 0) breaches.add("messages altered: " + altered);
    LoadReport found = Described.report(plan, outcome, breaches);
    console.summary(found);
    if (report.isPresent()) Reports.write(found, report.get());
    return breaches.isEmpty() ? AS_EXPECTED : FINDINGS;
  }
}
