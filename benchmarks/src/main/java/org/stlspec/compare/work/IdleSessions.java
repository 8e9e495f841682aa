package org.stlspec.compare.work;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import org.stlspec.compare.process.Memory;
import org.stlspec.compare.target.Competitor;
import org.stlspec.compare.target.RunningCompetitor;
import org.stlspec.load.HeldSessions;
import org.stlspec.load.Run;
import org.stlspec.load.Unreachable;
import org.stlspec.load.client.Mode;

/**
 * Memory of a fresh process with sessions that have logged in and say nothing; through STLS where
 * there is no TLS from the first octet.
 */
record IdleSessions(Sessions sessions) implements Work {

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public boolean suits(Competitor competitor) {
    return true;
  }

  @Override
  public boolean warm() {
    return false;
  }

  @Override
  public Map<Figure, Double> measure(RunningCompetitor competitor)
      throws Unreachable, IOException, InterruptedException {
    Map<Figure, Double> found = new EnumMap<>(Figure.class);
    competitor.awaitAccepted();
    Mode mode = competitor.competitor().tls() ? Mode.TLS : Mode.STLS;
    try (var run = new Run(sessions.idle(competitor.address(), mode));
        HeldSessions held = run.held()) {
      found.put(Figure.RSS_0, competitor.program().memory().residentMb());
      held.growTo(1_000);
      found.put(Figure.RSS_1000, competitor.program().memory().residentMb());
      held.growTo(5_000);
      Memory most = competitor.program().memory();
      found.put(Figure.RSS_5000, most.residentMb());
      found.put(Figure.PSS_5000, most.proportionalMb());
      held.requireAll();
      return found;
    }
  }
}
