package org.stlspec.junit;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.stlspec.qmail.script.ScriptedBackend;
import org.stlspec.report.Baseline;
import org.stlspec.report.Reports;
import org.stlspec.report.RunReport;
import org.stlspec.suite.CaseDescription;
import org.stlspec.suite.CaseResult;
import org.stlspec.suite.Catalogue;
import org.stlspec.suite.OneByOne;
import org.stlspec.suite.Rounds;
import org.stlspec.suite.Stage;
import org.stlspec.target.Port;
import org.stlspec.target.RunningTarget;
import org.stlspec.target.Target;
import org.stlspec.verdict.Verdict;
import org.stlspec.wire.Account;

/** The proxy of a test class, its cases and what came of them; closing it ends the proxy. */
final class ConformanceRun implements AutoCloseable {
  private static final Duration READY = Duration.ofSeconds(15);

  private final Conformance chosen;
  private final List<CaseDescription> cases;
  private final boolean accept;
  private final Optional<Path> file;
  private final Optional<Baseline> baseline;
  private final Instant started = Instant.now();
  private final List<CaseResult> results = new ArrayList<>();
  private final List<AutoCloseable> open = new ArrayList<>();
  private Optional<OneByOne> playing = Optional.empty();

  /**
   * Nothing is started yet.
   *
   * @param parameters the configuration parameters of JUnit
   * @throws ExtensionConfigurationException if there is no such case, or the baseline is of no use
   */
  ConformanceRun(Conformance chosen, Function<String, Optional<String>> parameters) {
    this.chosen = chosen;
    cases = cases(chosen, parameters.apply("stlspec.case"));
    accept = parameters.apply("stlspec.accept").map(Boolean::parseBoolean).orElse(false);
    file = Optional.of(chosen.baseline()).filter(name -> !name.isEmpty()).map(Path::of);
    baseline = file.filter(name -> !accept || Files.exists(name)).map(ConformanceRun::read);
    if (!accept && baseline.isPresent()) {
      List<String> flaws = baseline.get().flaws(Catalogue.shipped());
      require(flaws.isEmpty(), chosen.baseline() + ": " + String.join("; ", flaws));
    }
  }

  private static List<CaseDescription> cases(Conformance chosen, Optional<String> globs) {
    Catalogue catalogue = Catalogue.shipped();
    List<String> include = List.of(globs.map(all -> all.split(",", -1)).orElse(chosen.cases()));
    List<String> exclude = List.of(chosen.exclude());
    List<CaseDescription> found = catalogue.select(include, exclude);
    require(!found.isEmpty(), "no case matches");
    return catalogue.withSanity(found, exclude).stream()
        .sorted(Comparator.comparing(CaseDescription::sanity))
        .toList();
  }

  private static Baseline read(Path file) {
    try {
      return Baseline.read(file);
    } catch (IOException | IllegalArgumentException e) {
      throw new ExtensionConfigurationException(e.getMessage(), e);
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new ExtensionConfigurationException(otherwise);
    }
  }

  /** Starts the proxy and finds out what it offers. */
  void start(ProxyConformance test, String name) {
    try {
      ScriptedBackend backend = ScriptedBackend.listen(Port.free());
      open.add(backend);
      InetSocketAddress listen = Port.free();
      AutoCloseable proxy = test.start(listen, backend.address());
      open.add(0, proxy);
      Target target = proxy instanceof Target own ? own : new RunningTarget(name, listen);
      Port.await(target.address(), READY);
      Duration patience = Duration.ofMillis(chosen.patience());
      Optional<Account> account = Optional.of(Account.ALICE);
      var stage = new Stage(target, Optional.of(backend), account, patience, chosen.slow());
      playing = Optional.of(OneByOne.begin(stage));
    } catch (Exception e) {
      throw new ExtensionConfigurationException("cannot test the proxy: " + e.getMessage(), e);
    }
  }

  /** What is played, sanity last. */
  List<CaseDescription> cases() {
    return cases;
  }

  CaseResult play(CaseDescription one) {
    CaseResult result = playing.orElseThrow().play(one);
    results.add(result);
    return result;
  }

  /** In one line how this is not what is expected; empty if it is. */
  Optional<String> difference(CaseResult result) {
    if (accept) {
      return Optional.empty();
    }
    boolean bad = result.verdict() == Verdict.FAIL || result.verdict() == Verdict.INCONCLUSIVE;
    String alone = result.description().id() + ": " + result.verdict() + ": " + result.observed();
    return baseline.isPresent()
        ? baseline.get().difference(result)
        : Optional.of(alone).filter(line -> bad);
  }

  /** What the baseline says to this verdict. */
  Optional<String> reason(CaseResult result) {
    return baseline.flatMap(known -> known.reason(result.description().id(), result.verdict()));
  }

  @Override
  public void close() throws IOException {
    List<String> troubles = new ArrayList<>();
    open.forEach(one -> end(one, troubles));
    if (playing.isPresent()) {
      Rounds rounds = Rounds.of(List.of(List.copyOf(results)));
      write(RunReport.of(playing.get().stage(), started, rounds));
    }
    if (!troubles.isEmpty()) {
      throw new IOException("the proxy does not end: " + String.join("; ", troubles));
    }
  }

  private static void end(AutoCloseable one, List<String> troubles) {
    try {
      one.close();
    } catch (Exception e) {
      troubles.add(e.toString());
    }
  }

  private void write(RunReport report) throws IOException {
    if (!chosen.report().isEmpty()) {
      Reports.write(report, Path.of(chosen.report()));
    }
    if (accept && file.isPresent()) {
      Baseline.of(report, baseline, Catalogue.shipped()).write(file.get());
    }
  }
}
