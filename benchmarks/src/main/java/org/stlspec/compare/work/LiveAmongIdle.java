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

/** 9,900 sessions that say nothing, and how those fare that do. */
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
    var live = new RoundTrips(LIVE, Figure.LIVE, Figure.LIVE_P50, Figure.LIVE_P99, sessions);
    try (var run = new Run(sessions.idle(competitor.tls(), Mode.TLS));
        HeldSessions held = run.held()) {
      held.growTo(IDLE);
      double resident = competitor.program().memory().residentMb();
      live.measure(competitor); // as warm as others are when they are measured
      Map<Figure, Double> found = new EnumMap<>(live.measure(competitor));
      found.put(Figure.RSS_9900, resident);
      held.requireAll();
      return found;
    }
  }
}
