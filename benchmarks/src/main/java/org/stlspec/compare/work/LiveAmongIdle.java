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

/**
 * How 16 sessions fare beside many that say nothing, and when those have left.
 *
 * @param idle how many say nothing
 */
record LiveAmongIdle(int idle, Sessions sessions) implements Work {
  static final String NAME = "live-among-idle";

  static final int LIVE = 16;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean suits(Competitor competitor) {
    return competitor.tls();
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
        held.growTo(idle);
        found.put(Figure.RSS_IDLE, competitor.program().memory().residentMb());
        live.measure(competitor); // as warm as others are when they are measured
        found.putAll(live.measure(competitor));
        held.requireAll();
      }
      found.putAll(alone.measure(competitor)); // warmer still, and not in favour of the crowd
      return found;
    }
  }
}
