package org.stlspec.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** A test class run as in another project, and what its runner hears. */
final class HostRun implements TestExecutionListener {
  private final Map<String, TestExecutionResult> tests = new LinkedHashMap<>();
  private final List<String> troubles = new ArrayList<>();
  private final List<String> entries = new ArrayList<>();

  private HostRun() {}

  static HostRun of(Class<?> type, Map<String, String> parameters) {
    var heard = new HostRun();
    var request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectClass(type))
            .configurationParameters(parameters)
            .build();
    LauncherFactory.create().execute(request, heard);
    return heard;
  }

  @Override
  public void executionFinished(TestIdentifier one, TestExecutionResult result) {
    if (one.isTest()) {
      tests.put(one.getDisplayName(), result);
    } else {
      result.getThrowable().ifPresent(thrown -> troubles.add(thrown.getMessage()));
    }
  }

  @Override
  public void reportingEntryPublished(TestIdentifier one, ReportEntry entry) {
    entry.getKeyValuePairs().forEach((key, value) -> entries.add(key + ": " + value));
  }

  /** The display names of the tests, in the order in which they ended. */
  List<String> names() {
    return List.copyOf(tests.keySet());
  }

  TestExecutionResult.Status status(String id) {
    return tests.get(id).getStatus();
  }

  Throwable thrown(String id) {
    return tests.get(id).getThrowable().orElseThrow();
  }

  /** What went wrong outside of tests. */
  List<String> troubles() {
    return troubles;
  }

  /** What tests published. */
  List<String> entries() {
    return entries;
  }
}
