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

/** How 16 sessions fare beside 9,900 that say nothing, and when those have left. */
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
    try (var run = new Run(sessions.idle(competitor.tls(), Mode.TLS))) {
      Map<Figure, Double> found = new EnumMap<>(Figure.class);
      try (HeldSessions held = run.held()) {
        held.growTo(IDLE);
        found.put(Figure.RSS_9900, competitor.program().memory().residentMb());
        live.measure(competitor); // as warm as others are when they are measured
        found.putAll(live.measure(competitor));
        held.requireAll();
      }
      found.putAll(alone.measure(competitor)); // warmer still, and not in favour of the crowd
      return found;
    }
  }
}
