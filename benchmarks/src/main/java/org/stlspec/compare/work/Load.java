package org.stlspec.compare.work;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.stlspec.compare.target.Competitor;
import org.stlspec.compare.target.RunningCompetitor;
import org.stlspec.load.Mix;
import org.stlspec.load.Run;
import org.stlspec.load.Unreachable;
import org.stlspec.load.client.Dialogue;
import org.stlspec.load.client.Mode;
import org.stlspec.load.client.Step;
import org.stlspec.load.figures.ErrorCount;
import org.stlspec.load.figures.Figures;
import org.stlspec.load.figures.Phase;

/**
 * Sessions one after the other, and the processor time that they cost.
 *
 * @param name on the command line
 * @param figure that comes of it
 * @param mode of the sessions
 * @param kind what each does
 * @param users with one session at a time each
 * @param resumed whether their handshakes go on from the last session
 * @param unit what the processor time is divided by
 */
record Load(
    String name,
    Figure figure,
    Mode mode,
    Mix.Kind kind,
    int users,
    boolean resumed,
    Unit unit,
    Sessions sessions)
    implements Work {
  private static final Mix.Kind HELLO_AND_QUIT = new Mix.Kind(1, false, List.of());
  private static final int CROWD = 8;

  /** How much was done. */
  interface Unit {
    double done(Figures figures);
  }

  static Load bulk(Figure figure, int connections, int count, Sessions sessions) {
    var kind = new Mix.Kind(1, retrieved(1, count));
    return new Load(
        "bulk-" + connections,
        figure,
        Mode.TLS,
        kind,
        connections,
        false,
        figures -> figures.octets() / 1e9,
        sessions);
  }

  /**
   * Messages one after the other, so many in a session that the rest of it costs next to nothing.
   */
  static Load messages(Figure figure, int message, int count, Sessions sessions) {
    return new Load(
        figure.label(),
        figure,
        Mode.TLS,
        new Mix.Kind(1, retrieved(message, count)),
        1,
        false,
        figures -> figures.sessions() * (double) count / 1e3,
        sessions);
  }

  private static List<Step> retrieved(int message, int count) {
    return Collections.nCopies(count, Dialogue.transaction("RETR " + message).get(0));
  }

  static Load handshakes(boolean resumed, Sessions sessions) {
    return new Load(
        resumed ? "resumed" : "full",
        resumed ? Figure.RESUMED : Figure.FULL,
        Mode.TLS,
        HELLO_AND_QUIT,
        CROWD,
        resumed,
        figures -> figures.sessions() / 1e3,
        sessions);
  }

  static Load stls(Sessions sessions) {
    return new Load(
        "stls",
        Figure.STLS,
        Mode.STLS,
        new Mix.Kind(1, Dialogue.transaction("STAT")),
        CROWD,
        false,
        figures -> figures.sessions() / 1e3,
        sessions);
  }

  @Override
  public boolean suits(Competitor competitor) {
    if (resumed && !competitor.resumes()) return false;
    return mode == Mode.STLS ? competitor.stls() : competitor.tls();
  }

  @Override
  public boolean warm() {
    return true;
  }

  @Override
  public Map<Figure, Double> measure(RunningCompetitor competitor)
      throws Unreachable, IOException, InterruptedException {
    var where = mode == Mode.STLS ? competitor.stls() : competitor.tls();
    try (var run = new Run(sessions.plan(where, mode, kind, users, resumed ? 100 : 0))) {
      double before = competitor.program().cpuSeconds();
      Figures figures = run.play(second -> {}).figures();
      double spent = competitor.program().cpuSeconds() - before;
      requireSound(figures);
      return Map.of(figure, spent / unit.done(figures));
    }
  }

  private void requireSound(Figures figures) throws Unreachable {
    for (ErrorCount error : figures.errors()) {
      throw new Unreachable(
          error.count() + " sessions failed, " + error.phase().label() + ": " + error.example());
    }
    if (figures.sessions() == 0) throw new Unreachable("no session ended in time");
    long again =
        figures.times(Phase.HANDSHAKE_RESUMED).map(times -> times.getTotalCount()).orElse(0L);
    boolean firstOnesOnly = again >= figures.sessions() - users; // are full, one for each user
    if (resumed && !firstOnesOnly) {
      throw new Unreachable("resumed only " + again + " of " + figures.sessions() + " sessions");
    }
    if (!resumed && again > 0) throw new Unreachable(again + " sessions were resumed unasked");
  }
}
