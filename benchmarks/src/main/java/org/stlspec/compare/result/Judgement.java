package org.stlspec.compare.result;

import java.util.OptionalDouble;

/**
 * How a goal was reached.
 *
 * @param reached empty if that was not measured
 */
public record Judgement(Goal goal, OptionalDouble reached) {

  public boolean missed() {
    return reached.isPresent() && !goal.met(reached.getAsDouble());
  }

  /** In a word or two. */
  public String verdict() {
    if (reached.isEmpty()) return "not measured";
    return missed() ? "missed" : "met";
  }
}
