package org.stlspec.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What does it cost to copy 16 KiB? */
@State(Scope.Thread)
public class CopyBenchmark {
  private final byte[] from = new byte[16384];

  @Benchmark
  public byte[] copy() {
    return from.clone();
  }
}
