package org.stlspec.compare.work;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.stlspec.compare.target.Competitor;
import org.stlspec.compare.target.RunningCompetitor;
import org.stlspec.load.Mix;
import org.stlspec.load.Run;
import org.stlspec.load.Unreachable;
import org.stlspec.load.client.Mode;

/** From the start of the process to the first connection and to the end of a first session. */
record StartUp(Mode mode, Sessions sessions) implements Work {
  private static final Mix.Kind HELLO_AND_QUIT = new Mix.Kind(1, false, List.of());

  @Override
  public String name() {
    return mode == Mode.TLS ? "start" : "start-stls";
  }

  @Override
  public boolean suits(Competitor competitor) {
    return mode == Mode.TLS ? competitor.tls() : competitor.stls();
  }

  @Override
  public boolean warm() {
    return false;
  }

  @Override
  public Map<Figure, Double> measure(RunningCompetitor competitor)
      throws Unreachable, IOException, InterruptedException {
    InetSocketAddress where = mode == Mode.TLS ? competitor.tls() : competitor.stls();
    Map<Figure, Double> found = new EnumMap<>(Figure.class);
    try (var run = new Run(sessions.plan(where, mode, HELLO_AND_QUIT, 1, 0))) {
      long accepted = competitor.awaitAccepted();
      run.probe();
      double served = competitor.since() / 1e6;
      if (mode == Mode.TLS) found.put(Figure.ACCEPTED, accepted / 1e6);
      found.put(mode == Mode.TLS ? Figure.GREETED_TLS : Figure.GREETED_STLS, served);
      return found;
    }
  }
}
