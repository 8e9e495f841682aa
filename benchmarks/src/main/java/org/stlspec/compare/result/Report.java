package org.stlspec.compare.result;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * All that there is to be told about a comparison.
 *
 * @param machine and settings, by name, in order
 * @param cores of that machine
 * @param troubles measurements that came to nothing, a line each
 * @param missing competitors that are not installed, a line each
 */
public record Report(
    Instant started,
    Map<String, String> machine,
    int cores,
    Results results,
    List<String> troubles,
    List<String> missing) {

  /** Each goal, reached or not. */
  public List<Judgement> judgements() {
    return Goal.all().stream().map(goal -> new Judgement(goal, goal.reached(results))).toList();
  }

  /** What could be served, on paper. */
  public Capacity capacity() {
    return new Capacity(results, cores);
  }
}
