package org.stlspec.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stlspec.proxy.tls.TlsEngine;
import org.stlspec.qmail.script.ScriptedBackend;
import org.stlspec.target.EmbeddedTarget;
import org.stlspec.target.TargetTrouble;
import org.stlspec.verdict.Verdict;
import org.stlspec.wire.Account;

/** The cases of a topic on a reference proxy in this JVM: what they kill of its mutants. */
@Tag("mutation")
@Timeout(60)
class ReferenceProxyTest {
  private static final Catalogue CATALOGUE = Catalogue.shipped();
  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  static Stream<String> topics() {
    return CATALOGUE.cases().stream().map(CaseDescription::topic).distinct();
  }

  @ParameterizedTest
  @MethodSource("topics")
  void passesEveryCaseOf(String topic) throws IOException, TargetTrouble {
    try (var backend = ScriptedBackend.listen(ANY_PORT);
        var target = EmbeddedTarget.start(backend.address(), TlsEngine.AUTO)) {
      var account = Optional.of(Account.ALICE);
      var stage = new Stage(target, Optional.of(backend), account, PATIENCE, false);
      var cases = CATALOGUE.select(List.of(topic + ".*"), List.of("mail.large"));
      var quick = cases.stream().filter(one -> !one.slow()).toList();
      var results = new Suite(stage).run(quick, result -> {});
      assertEquals(List.of(), results.stream().flatMap(ReferenceProxyTest::notPassed).toList());
    }
  }

  private static Stream<String> notPassed(CaseResult result) {
    return result.verdict() == Verdict.PASS
        ? Stream.empty()
        : Stream.of(result.description().id() + ": " + result.verdict() + result.observed());
  }
}
