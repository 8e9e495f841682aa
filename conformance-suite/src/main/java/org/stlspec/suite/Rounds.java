package org.stlspec.suite;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.stlspec.verdict.Verdict;

/** What came of the same cases, played once or several times. */
public final class Rounds {
  private final int count;
  private final List<CaseResult> worst = new ArrayList<>();
  private final List<Unstable> unstable = new ArrayList<>();

  private Rounds(int count, Collection<List<CaseResult>> cases) {
    this.count = count;
    cases.forEach(this::add);
  }

  /** The results of every round, the first round first. */
  public static Rounds of(List<List<CaseResult>> rounds) {
    return new Rounds(
        rounds.size(),
        rounds.stream()
            .flatMap(List::stream)
            .collect(
                Collectors.groupingBy(
                    one -> one.description().id(), LinkedHashMap::new, Collectors.toList()))
            .values());
  }

  private void add(List<CaseResult> results) {
    CaseResult result =
        Collections.min(results, Comparator.comparing(CaseResult::verdict, Verdict.WORST_FIRST));
    worst.add(result);
    Map<Verdict, Long> verdicts =
        results.stream()
            .collect(
                Collectors.groupingBy(
                    CaseResult::verdict,
                    () -> new EnumMap<>(Verdict.class),
                    Collectors.counting()));
    if (verdicts.size() > 1) {
      unstable.add(new Unstable(result, verdicts));
    }
  }

  /** How many there were. */
  public int count() {
    return count;
  }

  /** The worst result of each case, in the order of the first round. */
  public List<CaseResult> results() {
    return List.copyOf(worst);
  }

  /** The cases whose verdict was not the same in all rounds. */
  public List<Unstable> unstable() {
    return List.copyOf(unstable);
  }

  /** What is to be said of this case if it was not stable. */
  public Optional<Unstable> unstable(String id) {
    return unstable.stream().filter(one -> one.id().equals(id)).findFirst();
  }
}
