package org.stlspec.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.support.ReflectionSupport;
import org.stlspec.suite.CaseDescription;
import org.stlspec.suite.CaseResult;
import org.stlspec.suite.Catalogue;
import org.stlspec.verdict.Verdict;

/** Where the RFCs leave freedom the suite must leave it, too: no false alarms. */
class SoundVariantsTest {
  private static final int AT_ONCE = 2;
  private static final Set<Verdict> FINE = Set.of(Verdict.PASS, Verdict.SKIP);

  private final List<CaseDescription> cases = Catalogue.shipped().cases();

  @Test
  void noSoundVariantIsBlamed() throws Exception {
    var threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<String> blamed = new ArrayList<>();
      for (Future<List<String>> of : threads.invokeAll(trials())) {
        blamed.addAll(of.get());
      }
      assertEquals(List.of(), blamed);
    } finally {
      threads.shutdownNow();
    }
  }

  private List<Callable<List<String>>> trials() {
    return SoundVariants.all().stream()
        .<Callable<List<String>>>map(variant -> () -> blamed(variant))
        .toList();
  }

  private List<String> blamed(Class<? extends Session> variant) throws Exception {
    var trial = new Trial(() -> ReflectionSupport.newInstance(variant), Trial.USUAL_PATIENCE);
    List<CaseResult> results = trial.of(cases);
    System.out.println(variant.getSimpleName() + ": " + counted(results));
    Set<String> warns = Set.of(variant.getAnnotation(Sound.class).warns());
    return results.stream()
        .filter(result -> !fine(result, warns))
        .map(result -> variant.getSimpleName() + ": " + SoundProxyTest.line(result))
        .toList();
  }

  private static boolean fine(CaseResult result, Set<String> warns) {
    return warns.contains(result.description().id())
        ? result.verdict() == Verdict.WARN
        : FINE.contains(result.verdict());
  }

  private static String counted(List<CaseResult> results) {
    return results.stream()
        .collect(
            Collectors.groupingBy(
                CaseResult::verdict, java.util.TreeMap::new, Collectors.counting()))
        .toString();
  }
}
