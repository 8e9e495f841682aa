package org.stlspec.bench;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SessionBenchmarkTest {

  @Test
  void theSessionThatIsMeasuredWorks() throws Exception {
    var benchmark = new SessionBenchmark();
    benchmark.start();
    try {
      assertTrue(benchmark.session().positive());
      assertTrue(benchmark.session().positive());
    } finally {
      benchmark.stop();
    }
  }
}
