package org.stlspec.compare.work;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import org.stlspec.compare.target.Competitor;
import org.stlspec.compare.target.RunningCompetitor;
import org.stlspec.load.HeldSessions;
import org.stlspec.load.Run;
import org.stlspec.load.Unreachable;
import org.stlspec.load.client.Mode;

/** How 16 sessions fare, alone and then beside 9,900 that say nothing; a fresh process. */
record LiveAmongIdle(Sessions sessions) implements Work {
  /** With the way to the backend they fit into 20,000 descriptors, which is all that some get. */
  private static final int IDLE = 9_900;

  private static final int LIVE = 16;

  @Override
  public String name() {
    return "live-among-idle";
  }

  @Override
  public boolean suits(Competitor competitor) {
    return competitor.reference();
  }

  @Override
  public boolean warm() {
    return false;
  }

  @Override
  public Map<Figure, Double> measure(RunningCompetitor competitor)
      throws Unreachable, IOException, InterruptedException {
    competitor.awaitAccepted();
    var alone = new RoundTrips(LIVE, Figure.ALONE, Figure.ALONE_P50, Figure.ALONE_P99, sessions);
    var live = new RoundTrips(LIVE, Figure.LIVE, Figure.LIVE_P50, Figure.LIVE_P99, sessions);
    try (var run = new Run(sessions.idle(competitor.tls(), Mode.TLS));
        HeldSessions held = run.held()) {
      Map<Figure, Double> found = new EnumMap<>(warmed(alone, competitor));
      held.growTo(IDLE);
      found.put(Figure.RSS_9900, competitor.program().memory().residentMb());
      found.putAll(warmed(live, competitor));
      held.requireAll();
      return found;
    }
  }

  /** As warm as others are when they are measured. */
  private static Map<Figure, Double> warmed(RoundTrips trips, RunningCompetitor competitor)
      throws Unreachable, IOException, InterruptedException {
    trips.measure(competitor);
    return trips.measure(competitor);
  }
}
