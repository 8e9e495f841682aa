package org.stlspec.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.support.ReflectionSupport;
import org.stlspec.suite.CaseDescription;
import org.stlspec.suite.CaseResult;
import org.stlspec.suite.Catalogue;
import org.stlspec.verdict.Verdict;

/** Where the RFCs leave freedom the suite must leave it, too: no false alarms. */
@Tag("proof")
class SoundVariantsTest {
  private static final Set<Verdict> FINE = Set.of(Verdict.PASS, Verdict.SKIP);

  private final List<CaseDescription> cases = Catalogue.shipped().cases();

  @Test
  void noSoundVariantIsBlamed() throws Exception {
    List<Played> all = AtOnce.run(8, variants().stream().map(this::played).toList());
    System.out.printf(
        "%d sound variants, %d blamed; verdicts %s%n",
        all.size(), all.stream().filter(one -> !one.blame().isEmpty()).count(), counted(all));
    assertEquals(List.of(), all.stream().flatMap(one -> one.blame().stream()).toList());
  }

  /** Backwards, since the one that takes its time should not be the last to begin. */
  private static List<Class<? extends Session>> variants() {
    return ReflectionSupport.findAllClassesInPackage(
            Sound.class.getPackageName(),
            type -> type.isAnnotationPresent(Sound.class),
            name -> true)
        .stream()
        .<Class<? extends Session>>map(type -> type.asSubclass(Session.class))
        .sorted(Comparator.<Class<?>, String>comparing(Class::getSimpleName).reversed())
        .toList();
  }

  /** The whole suite, played on one variant. */
  private record Played(Class<? extends Session> variant, List<CaseResult> results) {
    List<String> blame() {
      return results.stream()
          .filter(result -> !fine(result))
          .map(result -> variant.getSimpleName() + ": " + SoundProxyTest.line(result))
          .toList();
    }

    private boolean fine(CaseResult result) {
      List<String> warns = List.of(variant.getAnnotation(Sound.class).warns());
      return warns.contains(result.description().id())
          ? result.verdict() == Verdict.WARN
          : FINE.contains(result.verdict());
    }
  }

  private Callable<Played> played(Class<? extends Session> variant) {
    var trial =
        new Trial(() -> ReflectionSupport.newInstance(variant), Trial.USUAL_PATIENCE, false);
    return () -> new Played(variant, trial.of(cases));
  }

  private static String counted(List<Played> all) {
    return all.stream()
        .flatMap(one -> one.results().stream())
        .collect(Collectors.groupingBy(CaseResult::verdict, TreeMap::new, Collectors.counting()))
        .toString();
  }
}
