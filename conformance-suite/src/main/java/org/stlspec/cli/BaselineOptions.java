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
import org.stlspec.target.Peer;
import org.stlspec.target.TargetTrouble;
import picocli.CommandLine.Option;

/** The options that say what is expected of a run; of a peer, its own baseline is. */
final class BaselineOptions {
  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description =
          "Expected verdicts; any difference fails, an unexpected PASS too. Of a peer the default"
              + " is its baseline.json.")
  private Path file;

  @Option(names = "--accept", description = "Write the baseline from this run.")
  private boolean accept;

  private Optional<Baseline> known = Optional.empty();

  /**
   * Reads what is there before anything is played.
   *
   * @throws IllegalArgumentException in one line if it is of no use
   */
  void read(Optional<Peer> peer) throws IOException {
    if (accept && file == null) {
      throw new IllegalArgumentException("--accept needs --baseline FILE");
    }
    Optional<Path> present = peer.map(Peer::baseline).filter(Files::exists);
    if (file != null && !(accept && Files.notExists(file))) {
      present = Optional.of(file);
    }
    if (present.isPresent()) {
      known = Optional.of(Baseline.read(present.get()));
    }
  }

  boolean given() {
    return accept || known.isPresent();
  }

  /** Whether the run is as expected; with {@code --accept} it becomes what is expected. */
  boolean met(RunReport report, PrintWriter out) throws TargetTrouble {
    if (accept) {
      accept(report, out);
      return true;
    }
    List<String> differences = known.orElseThrow().differences(report, Catalogue.shipped());
    differences.forEach(line -> out.println("baseline: " + line));
    return differences.isEmpty();
  }

  private void accept(RunReport report, PrintWriter out) throws TargetTrouble {
    try {
      long unexplained = Baseline.of(report, known, Catalogue.shipped()).write(file);
      out.println("baseline written: " + file);
      if (unexplained > 0) {
        out.println(unexplained + " entries still need a reason");
      }
    } catch (IOException e) {
      throw new TargetTrouble("cannot write the baseline " + file + ": " + Reason.of(e));
    }
  }
}
