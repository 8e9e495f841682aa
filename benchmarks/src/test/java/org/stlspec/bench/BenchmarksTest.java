package org.stlspec.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stlspec.bench.RelayBenchmark.Protection;
import org.stlspec.proxy.tls.TlsEngine;

/** Whether what is measured is what it says. */
class BenchmarksTest {

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
