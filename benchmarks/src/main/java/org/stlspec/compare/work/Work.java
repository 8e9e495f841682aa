package org.stlspec.compare.work;

import java.io.IOException;
import java.util.Map;
import org.stlspec.compare.target.Competitor;
import org.stlspec.compare.target.RunningCompetitor;
import org.stlspec.load.Unreachable;

/** Something that each competitor does in each round. */
public interface Work {

  /** The name on the command line. */
  String name();

  /** Whether that competitor can do it. */
  boolean suits(Competitor competitor);

  /** Whether it is done by a process that runs all the time, and not by a fresh one. */
  boolean warm();

  /**
   * Has it done once.
   *
   * @throws Unreachable with one line if a session failed: then there is no figure
   */
  Map<Figure, Double> measure(RunningCompetitor competitor)
      throws Unreachable, IOException, InterruptedException;
}
