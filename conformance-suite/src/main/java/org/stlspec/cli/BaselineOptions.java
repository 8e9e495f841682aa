package org.stlspec.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.stlspec.report.Baseline;
import org.stlspec.report.RunReport;
import org.stlspec.suite.Catalogue;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that say what is expected of a run. */
final class BaselineOptions {
  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description = "Expected verdicts; any difference fails, an unexpected PASS too.")
  private Path file;

  @Option(names = "--accept", description = "Write the baseline from this run.")
  private boolean accept;

  private Optional<Baseline> known = Optional.empty();

  /** Reads what is there before anything is played. */
  void read(CommandLine command) throws IOException {
    if (accept && file == null) {
      throw new ParameterException(command, "--accept needs --baseline FILE");
    }
    if (file == null || (accept && !Files.exists(file))) {
      return;
    }
    try {
      known = Optional.of(Baseline.read(file));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command, e.getMessage(), e);
    }
  }

  boolean given() {
    return file != null;
  }

  /** Whether the run is as expected; with {@code --accept} it becomes what is expected. */
  boolean met(RunReport report, PrintWriter out) throws IOException {
    if (accept) {
      accept(report, out);
      return true;
    }
    List<String> differences = known.orElseThrow().differences(report, Catalogue.shipped());
    differences.forEach(line -> out.println("baseline: " + line));
    return differences.isEmpty();
  }

  private void accept(RunReport report, PrintWriter out) throws IOException {
    long unexplained = Baseline.of(report, known).write(file);
    out.println("baseline written: " + file);
    if (unexplained > 0) {
      out.println(unexplained + " entries still need a reason");
    }
  }
}
