package org.stlspec.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.TestExecutionResult.Status.ABORTED;
import static org.junit.platform.engine.TestExecutionResult.Status.FAILED;
import static org.junit.platform.engine.TestExecutionResult.Status.SUCCESSFUL;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;
import org.stlspec.proxy.tls.TlsEngine;
import org.stlspec.standin.Nuisance;
import org.stlspec.standin.Polite;
import org.stlspec.standin.StandIn;
import org.stlspec.target.EmbeddedTarget;
import org.stlspec.target.Target;

/** The cases as tests of another project. */
class ProxyConformanceTest {
  private static final String KNOWN = "src/test/resources/org/stlspec/junit/known.json";
  private static final String REPORT = "target/library/report";
  private static final String ACCEPTED = "target/library/accepted.json";

  /** A server that stands where a proxy should. */
  private record Stand(StandIn server) implements Target {
    @Override
    public String name() {
      return "stand-in";
    }

    @Override
    public InetSocketAddress address() {
      return server.address();
    }

    @Override
    public void close() {
      server.close();
    }
  }

  @Conformance(
      cases = {"greeting.one-line", "capa.asked-anew", "stls.announced-works"},
      patience = 300)
  static class Twice implements ProxyConformance {
    @Override
    public AutoCloseable start(InetSocketAddress listen, InetSocketAddress backend) {
      return new Stand(StandIn.with(Nuisance.TWICE));
    }
  }

  @Conformance(cases = "greeting.one-line", baseline = KNOWN, patience = 300)
  static class KnownToFail extends Twice {}

  @Conformance(
      cases = {"greeting.one-line", "stls.upgrade"},
      baseline = KNOWN)
  static class Mended implements ProxyConformance {
    @Override
    public AutoCloseable start(InetSocketAddress listen, InetSocketAddress backend) {
      return new Stand(StandIn.with(new Polite()));
    }
  }

  @Conformance(cases = "stls.prefix", baseline = "src/test/resources/org/stlspec/junit/flawed.json")
  static class Flawed extends Mended {}

  @Conformance(cases = "no.such")
  static class Nothing extends Mended {}

  @Conformance(cases = "stls.upgrade", report = REPORT)
  static class Sound implements ProxyConformance {
    static final AtomicInteger ENDED = new AtomicInteger();

    @Override
    public AutoCloseable start(InetSocketAddress listen, InetSocketAddress backend)
        throws Exception {
      var proxy = EmbeddedTarget.start(backend, TlsEngine.JSSE);
      return new Ended(proxy);
    }

    private record Ended(Target proxy) implements Target {
      @Override
      public String name() {
        return proxy.name();
      }

      @Override
      public InetSocketAddress address() {
        return proxy.address();
      }

      @Override
      public void close() {
        proxy.close();
        ENDED.incrementAndGet();
      }
    }
  }

  @Conformance(cases = "greeting.one-line", baseline = ACCEPTED, patience = 300)
  static class Accepting extends Twice {}

  static class Broken implements ProxyConformance {
    @Override
    public AutoCloseable start(InetSocketAddress listen, InetSocketAddress backend)
        throws IOException {
      throw new IOException("no such program");
    }
  }

  private static HostRun run(Class<?> type) {
    return HostRun.of(type, Map.of());
  }

  @Test
  void eachCaseIsATestByItsIdAndSanityIsTheLast() {
    HostRun heard = run(Sound.class);
    assertEquals(List.of("stls.upgrade", "sanity.still-serving"), heard.names());
    assertEquals(SUCCESSFUL, heard.status("stls.upgrade"));
    assertEquals(List.of(), heard.troubles());
  }

  @Test
  void theProxyIsEndedOnceAndTheReportIsWritten() throws IOException {
    int before = Sound.ENDED.get();
    run(Sound.class);
    assertEquals(before + 1, Sound.ENDED.get());
    assertTrue(Files.readString(Path.of(REPORT, "report.html")).contains("stls.upgrade"));
  }

  @Test
  void aFailIsAFailedTestWithWhatWasExpectedAndSeenAndHowToMendIt() {
    HostRun heard = run(Twice.class);
    assertEquals(FAILED, heard.status("greeting.one-line"));
    var failed = assertInstanceOf(AssertionFailedError.class, heard.thrown("greeting.one-line"));
    assertTrue(failed.getMessage().startsWith("greeting.one-line: FAIL: "), failed.getMessage());
    assertTrue(failed.getMessage().contains("To fix: "), failed.getMessage());
    assertFalse(failed.getExpected().getStringRepresentation().isEmpty());
    assertFalse(failed.getActual().getStringRepresentation().isEmpty());
  }

  @Test
  void aSkipIsAnAbortedTestWithTheReason() {
    HostRun heard = run(Twice.class);
    assertEquals(ABORTED, heard.status("capa.asked-anew"));
    assertTrue(heard.thrown("capa.asked-anew").getMessage().contains("CAPA by itself"));
  }

  @Test
  void whatIsKnownToFailIsAbortedWithItsReason() {
    HostRun heard = run(KnownToFail.class);
    assertEquals(ABORTED, heard.status("greeting.one-line"));
    assertEquals(
        "known FAIL: says everything twice", heard.thrown("greeting.one-line").getMessage());
  }

  @Test
  void anUnexpectedPassIsAFailedTest() {
    HostRun heard = run(Mended.class);
    assertEquals(FAILED, heard.status("greeting.one-line"));
    assertTrue(
        heard
            .thrown("greeting.one-line")
            .getMessage()
            .startsWith("greeting.one-line: expected FAIL, got PASS"));
    assertEquals(ABORTED, heard.status("stls.upgrade"));
  }

  @Test
  void aBaselineWithFlawsAProxyThatDoesNotStartAndNoCaseAreFailures() {
    assertTrue(run(Flawed.class).troubles().toString().contains("no.such: no such case"));
    assertTrue(run(Broken.class).troubles().toString().contains("no such program"));
    assertTrue(run(Nothing.class).troubles().toString().contains("no case matches"));
    assertEquals(List.of(), run(Flawed.class).names());
  }

  @Test
  void casesAreChosenByAParameter() {
    HostRun heard = HostRun.of(Sound.class, Map.of("stlspec.case", "stls.any-case,greeting.one*"));
    assertEquals(
        List.of("greeting.one-line", "stls.any-case", "sanity.still-serving"), heard.names());
  }

  @Test
  void aBaselineIsWrittenIfAskedForAndThenMet() throws IOException {
    Files.deleteIfExists(Path.of(ACCEPTED));
    HostRun heard = HostRun.of(Accepting.class, Map.of("stlspec.accept", "true"));
    assertEquals(ABORTED, heard.status("greeting.one-line"));
    String written = Files.readString(Path.of(ACCEPTED));
    assertTrue(written.contains("greeting.one-line"), written);
    Files.writeString(Path.of(ACCEPTED), written.replace("\"reason\" : \"\"", "\"reason\":\"ok\""));
    assertEquals(ABORTED, run(Accepting.class).status("greeting.one-line"));
  }

  @Test
  void aWarnPassesAndSaysWhatWasSeen() {
    HostRun heard = run(Twice.class);
    assertEquals(SUCCESSFUL, heard.status("stls.announced-works"));
    assertEquals(1, heard.entries().size(), heard.entries().toString());
    assertTrue(heard.entries().get(0).startsWith("WARN stls.announced-works: 'STLS"));
  }
}
