package org.stlspec.compare.jmeter;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code jmeter}: what a session costs the load generator, and what it costs JMeter. */
@Command(
    name = "jmeter",
    description =
        "Compares stlspec-load with Apache JMeter's Mail Reader sampler: sessions with STLS for"
            + " each second of the generator's processor time, in turns on the same target.",
    mixinStandardHelpOptions = true)
public final class JmeterCommand implements Callable<Integer> {
  private static final int AS_EXPECTED = 0;
  private static final int TROUBLE = 3;

  @Spec private CommandSpec spec;

  @Option(
      names = "--home",
      paramLabel = "DIR",
      defaultValue = "benchmarks/target/jmeter",
      description = "JMeter's folder, with bin and lib (default: ${DEFAULT-VALUE}).")
  private Path home;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "5",
      description = "Rounds, each with both (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--users",
      paramLabel = "N",
      defaultValue = "4",
      description = "Sessions at once (default: ${DEFAULT-VALUE}).")
  private int users;

  @Option(
      names = "--warm-up",
      paramLabel = "S",
      defaultValue = "10",
      description = "Seconds that do not count (default: ${DEFAULT-VALUE}).")
  private int warmUp;

  @Option(
      names = "--duration",
      paramLabel = "S",
      defaultValue = "10",
      description = "Seconds that count (default: ${DEFAULT-VALUE}).")
  private int duration;

  @Option(
      names = "--message",
      paramLabel = "OCTETS",
      defaultValue = "4096",
      description = "Size of the message that a session retrieves (default: ${DEFAULT-VALUE}).")
  private int message;

  public static void main(String... args) {
    System.exit(new CommandLine(new JmeterCommand()).execute(args));
  }

  @Override
  public Integer call() throws InterruptedException {
    requirePositive();
    try {
      compare();
      return AS_EXPECTED;
    } catch (IOException e) {
      spec.commandLine().getErr().println("jmeter: " + e.getMessage());
      return TROUBLE;
    }
  }

  private void requirePositive() {
    if (Stream.of(rounds, users, warmUp, duration).allMatch(n -> n > 0) && message >= 128) return;
    throw new ParameterException(
        spec.commandLine(), "numbers must be positive, and a message has 128 octets or more");
  }

  private void compare() throws IOException, InterruptedException {
    Path work = Files.createTempDirectory("stlspec-jmeter");
    try {
      var jmeter = new Generator.Jmeter(home.toAbsolutePath(), plan(work));
      if (!Files.isRegularFile(jmeter.jar())) {
        throw new IOException("no " + jmeter.jar() + ": mvn -f benchmarks/jmeter/pom.xml package");
      }
      Path mix = work.resolve("mix.txt");
      Files.writeString(mix, "messages " + message + "\nsession 1 STAT, LIST, RETR 1\n");
      try (var comparison = new Comparison(work, mix)) {
        play(comparison, new Generator.Ours(mix), jmeter);
      }
    } finally {
      delete(work);
    }
  }

  private static Path plan(Path work) throws IOException {
    Path plan = work.resolve("sessions.jmx");
    try (InputStream shipped = JmeterCommand.class.getResourceAsStream("sessions.jmx")) {
      Files.copy(Objects.requireNonNull(shipped), plan);
    }
    return plan;
  }

  private void play(Comparison comparison, Generator ours, Generator theirs)
      throws IOException, InterruptedException {
    List<Round> played = new ArrayList<>();
    say("sessions for each second of processor time; in brackets sessions, seconds");
    say(Round.heading(ours, theirs));
    for (int n = 1; n <= rounds; n++) {
      var round =
          new Round(
              comparison.play(ours, users, warmUp, duration),
              comparison.play(theirs, users, warmUp, duration));
      played.add(round);
      say(round.row(n));
    }
    say(Round.medians(played));
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path one : all.sorted(Comparator.reverseOrder()).toList()) Files.delete(one);
    }
  }
}
