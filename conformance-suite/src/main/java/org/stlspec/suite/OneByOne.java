package org.stlspec.suite;

import java.util.ArrayList;
import java.util.List;
import org.stlspec.target.TargetTrouble;

/** Cases played one by one, for those who have something to do between them. */
public final class OneByOne {
  private final Stage stage;
  private final Profile profile;

  private OneByOne(Stage stage, Profile profile) {
    this.stage = stage;
    this.profile = profile;
  }

  /**
   * Sanity and the discovery of what the target offers.
   *
   * @throws TargetTrouble if the target is not sane
   */
  public static OneByOne begin(Stage stage) throws TargetTrouble {
    Probe.sanity(stage);
    return new OneByOne(stage, Probe.of(stage));
  }

  /** What they are played on. */
  public Stage stage() {
    return stage;
  }

  /** Plays one and waits for its end. */
  public CaseResult play(CaseDescription one) {
    List<CaseResult> results = new ArrayList<>();
    Suite.execute(List.of(one), new Play(stage, profile, results::add));
    results.addAll(Suite.notPlayed(List.of(one), results));
    return results.get(0);
  }
}
