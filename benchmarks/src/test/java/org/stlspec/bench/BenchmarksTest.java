package org.stlspec.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.internal.PlatformDependent;
import java.lang.management.ManagementFactory;
import java.util.concurrent.ExecutorService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stlspec.bench.RelayBenchmark.Protection;
import org.stlspec.proxy.tls.TlsEngine;

/** Whether what is measured is what it says. */
class BenchmarksTest {
  private static final int CHUNKS = 20_000;

  @Test
  void commands() throws Exception {
    var benchmark = new CommandBenchmark();
    benchmark.start();
    try {
      for (int i = 0; i < 50; i++) { // more than a client may have refused in a row
        assertEquals("NOOP||+OK nothing done||".length(), benchmark.relayed());
        assertEquals("-ERR STLS takes no argument||".length(), benchmark.refusedStls());
      }
      int listed = benchmark.rewrittenCapa();
      assertEquals(listed, benchmark.rewrittenCapa());
      assertTrue(listed > 100, "the whole list, not a refusal: " + listed);
    } finally {
      benchmark.stop();
    }
  }

  @ParameterizedTest
  @CsvSource({"PLAIN,64", "PLAIN,16384", "BORINGSSL,64", "JSSE,16384", "BC,64"})
  void relay(Protection protection, int octets) throws Exception {
    var benchmark = new RelayBenchmark(protection, octets);
    benchmark.start();
    try {
      int arrived = benchmark.relay();
      assertEquals(arrived, benchmark.relay());
      if (protection == Protection.PLAIN) assertEquals(octets, arrived);
      else assertTrue(arrived > octets && arrived < octets + 100, "a record or two: " + arrived);
      for (int i = 0; i < 3; i++) assertEquals(octets, benchmark.command());
    } finally {
      benchmark.stop();
    }
  }

  /** After enough of them that Netty keeps for the next time whatever it keeps. */
  @ParameterizedTest
  @CsvSource({"PLAIN,64", "PLAIN,16384", "BORINGSSL,64", "BORINGSSL,16384"})
  void nothingIsAllocatedForARelayedChunk(Protection protection, int octets) throws Exception {
    assumeTrue(PlatformDependent.hasUnsafe(), "else Netty allocates to look up an address");
    var benchmark = new RelayBenchmark(protection, octets);
    ExecutorService thread = new EventLoopThreads(1, "relays");
    ResourceLeakDetector.Level level = ResourceLeakDetector.getLevel();
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED); // it takes notes
    try {
      thread.submit(() -> started(benchmark)).get();
      thread.submit(() -> allocated(benchmark)).get();
      long taken = thread.submit(() -> allocated(benchmark)).get();
      assertTrue(taken < 16L * CHUNKS, taken + " octets, an object for each of " + CHUNKS);
    } finally {
      ResourceLeakDetector.setLevel(level);
      benchmark.stop();
      thread.shutdown();
    }
  }

  private static Void started(RelayBenchmark benchmark) throws Exception {
    benchmark.start();
    return null;
  }

  private static long allocated(RelayBenchmark benchmark) {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < CHUNKS; i++) {
      benchmark.relay();
      benchmark.command();
    }
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  /** A server that resumes does not show its certificate again. */
  @ParameterizedTest
  @CsvSource({
    "BORINGSSL,TLSv1.3,true",
    "BORINGSSL,TLSv1.2,true",
    "JSSE,TLSv1.3,true",
    "JSSE,TLSv1.2,true",
    "BC,TLSv1.3,false",
    "BC,TLSv1.2,true"
  })
  void resumption(TlsEngine engine, String protocol, boolean resumes) throws Exception {
    var benchmark = new HandshakeBenchmark(engine, Certificates.RSA_2048, protocol);
    benchmark.start();
    try {
      int full = benchmark.full();
      for (int i = 0; i < 3; i++) {
        int octets = benchmark.resumed();
        assertEquals(resumes, octets < full - 500, octets + " of " + full);
      }
    } finally {
      benchmark.stop();
    }
  }
}
