package org.stlspec.compare.work;

import java.io.IOException;
import java.util.Map;
import org.stlspec.compare.target.Competitor;
import org.stlspec.compare.target.RunningCompetitor;
import org.stlspec.load.HeldSessions;
import org.stlspec.load.Run;
import org.stlspec.load.Unreachable;
import org.stlspec.load.client.Mode;
import org.stlspec.load.figures.Phase;
import org.stlspec.load.figures.Summary;

/**
 * Commands of 64 octets that are answered by 64, one after the other in each of many sessions,
 * which have logged in before.
 *
 * @param cpu figure for the processor time
 */
record RoundTrips(int connections, Figure cpu, Figure p50, Figure p99, Sessions sessions)
    implements Work {

  @Override
  public String name() {
    return "round-trips-" + connections;
  }

  @Override
  public boolean suits(Competitor competitor) {
    return competitor.tls();
  }

  @Override
  public boolean warm() {
    return true;
  }

  @Override
  public Map<Figure, Double> measure(RunningCompetitor competitor)
      throws Unreachable, IOException, InterruptedException {
    try (var run = new Run(sessions.idle(competitor.tls(), Mode.TLS));
        HeldSessions held = run.held()) {
      held.growTo(connections);
      double before = competitor.program().cpuSeconds();
      var figures = held.roundTrips(sessions.duration());
      double spent = competitor.program().cpuSeconds() - before;
      Summary trips =
          figures.summary(Phase.NOOP).orElseThrow(() -> new Unreachable("no round trip ended"));
      return Map.of(
          cpu, spent * 1e6 / trips.count(), p50, trips.p50() / 1e3, p99, trips.p99() / 1e3);
    }
  }
}
