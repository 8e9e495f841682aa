package org.stlspec.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs trials, which wait more than they work, several at a time. */
final class AtOnce {
  private AtOnce() {}

  /** All results, in the order of the trials. */
  static <T> List<T> run(int several, List<Callable<T>> trials) throws Exception {
    var threads = Executors.newFixedThreadPool(several);
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
