package org.stlspec.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs trials, which wait more than they work, two at a time. */
final class TwoAtOnce {
  private TwoAtOnce() {}

  /** All results, in the order of the trials. */
  static <T> List<T> run(List<Callable<T>> trials) throws Exception {
    var threads = Executors.newFixedThreadPool(2);
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> trial : threads.invokeAll(trials)) {
        results.add(trial.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }
}
