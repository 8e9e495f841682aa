package org.stlspec.suite;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.engine.JupiterTestEngine;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.stlspec.target.TargetTrouble;
import org.stlspec.verdict.Verdict;

/** Plays cases against a target through the JUnit platform. */
public final class Suite {
  private final Stage stage;

  public Suite(Stage stage) {
    this.stage = stage;
  }

  /**
   * Sanity, the discovery of what the target offers, then the cases one after the other.
   *
   * @param progress takes each result as it comes
   * @return all results, in the order of the cases
   * @throws TargetTrouble if the target is not sane to begin with
   */
  public List<CaseResult> run(List<CaseDescription> cases, Consumer<CaseResult> progress)
      throws TargetTrouble {
    Probe.sanity(stage);
    List<CaseResult> results = new ArrayList<>();
    var play =
        new Play(
            stage,
            Probe.of(stage),
            result -> {
              results.add(result);
              progress.accept(result);
            });
    // Sanity last: whatever the cases did, the target must still serve.
    execute(cases.stream().filter(one -> !one.sanity()).toList(), play);
    execute(cases.stream().filter(CaseDescription::sanity).toList(), play);
    notPlayed(cases, results).forEach(play.results());
    results.sort(Comparator.comparing(result -> result.description().id()));
    return List.copyOf(results);
  }

  /** A case that JUnit could not even begin is the harness's trouble and must not vanish. */
  static List<CaseResult> notPlayed(List<CaseDescription> cases, List<CaseResult> results) {
    var played = results.stream().map(result -> result.description().id()).toList();
    return cases.stream()
        .filter(one -> !played.contains(one.id()))
        .map(one -> new CaseResult(one, Verdict.ERROR, "was not played", "", 0, List.of()))
        .toList();
  }

  static void execute(List<CaseDescription> cases, Play play) {
    if (cases.isEmpty()) {
      return;
    }
    var config =
        LauncherConfig.builder()
            .enableTestEngineAutoRegistration(false)
            .addTestEngines(new JupiterTestEngine())
            .enableTestExecutionListenerAutoRegistration(false)
            .enableLauncherSessionListenerAutoRegistration(false)
            .enableLauncherDiscoveryListenerAutoRegistration(false)
            .enablePostDiscoveryFilterAutoRegistration(false)
            .build();
    try (LauncherSession session = LauncherFactory.openSession(config)) {
      play.keepIn(session.getStore());
      session.getLauncher().execute(request(cases));
    }
  }

  private static LauncherDiscoveryRequest request(List<CaseDescription> cases) {
    return LauncherDiscoveryRequestBuilder.request()
        .selectors(
            cases.stream()
                .map(one -> selectMethod(one.method().getDeclaringClass(), one.method()))
                .toList())
        // What a project sets for its own tests is not for these.
        .enableImplicitConfigurationParameters(false)
        .configurationParameter("junit.jupiter.testclass.order.default", ByTopic.class.getName())
        .configurationParameter("junit.jupiter.testmethod.order.default", ById.class.getName())
        .build();
  }
}
