package org.stlspec.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.stlspec.report.Baseline;
import org.stlspec.report.Product;
import org.stlspec.report.Reports;
import org.stlspec.report.RunReport;
import org.stlspec.report.SavedReport;
import org.stlspec.suite.CaseDescription;
import org.stlspec.suite.Rounds;
import org.stlspec.suite.Stage;
import org.stlspec.suite.Suite;
import org.stlspec.target.Peer;
import org.stlspec.target.TargetTrouble;
import org.stlspec.wire.Account;

/**
 * A peer that is played for the matrix.
 *
 * @param cases what is played
 * @param slow also what waits for timers
 * @param directory where the reports of all go, of each into a folder of its own
 */
record PeerRun(Peer peer, List<CaseDescription> cases, boolean slow, Path directory) {
  /**
   * Plays it and writes its reports.
   *
   * @throws TargetTrouble if it cannot be started or is no sane server
   * @throws IOException if its reports cannot be written
   * @throws IllegalArgumentException if its baseline is of no use
   */
  Product play() throws TargetTrouble, IOException {
    Optional<Baseline> baseline = baseline(Optional.of(peer));
    Path own = directory.resolve(peer.name());
    Instant started = Instant.now();
    try (var open =
        OpenTarget.start(peer.recipe(), Optional.of(Account.ALICE), OpenTarget.ANY_PORT)) {
      Stage stage = open.stage(peer.patience().orElse(RunCommand.USUAL_PATIENCE), slow);
      var rounds = Rounds.of(List.of(new Suite(stage).run(cases, result -> {})));
      Reports.write(RunReport.of(stage, started, rounds), own);
    }
    return new Product(
        peer.name(),
        peer.manifest().title() + "; " + peer.version(),
        peer.name() + "/report.html",
        SavedReport.read(own.resolve("report.json")),
        baseline);
  }

  /** What is expected of a peer, if that is known. */
  static Optional<Baseline> baseline(Optional<Peer> peer) throws IOException {
    Optional<Path> file = peer.map(Peer::baseline).filter(Files::exists);
    return file.isEmpty() ? Optional.empty() : Optional.of(Baseline.read(file.get()));
  }
}
