package org.stlspec.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.stlspec.report.Matrix.LeftOut;
import org.stlspec.report.Product;
import org.stlspec.target.TargetTrouble;
import picocli.CommandLine;

/** The peers that are played for the matrix; one that cannot be is told of and left out. */
final class PeerRuns {
  private final CommandLine command;
  private final boolean asInstalled;
  private final List<PeerRun> runs = new ArrayList<>();
  private final List<LeftOut> leftOut = new ArrayList<>();
  private boolean incomplete;

  /**
   * None yet.
   *
   * @param asInstalled whether all are meant that are installed, and no others
   */
  PeerRuns(CommandLine command, boolean asInstalled) {
    this.command = command;
    this.asInstalled = asInstalled;
  }

  void add(PeerRun run) {
    Optional<String> missing = run.peer().missing();
    if (missing.isPresent()) {
      leaveOut(run, "needs " + missing.get());
      incomplete |= !asInstalled;
    } else {
      runs.add(run);
    }
  }

  /**
   * Plays them.
   *
   * @param atOnce so many at the same time
   * @return what came of them, in the order in which they were added
   * @throws IllegalArgumentException if a baseline is of no use
   */
  List<Product> play(int atOnce) throws IOException {
    incomplete |= runs.isEmpty() && !leftOut.isEmpty();
    ExecutorService threads = Executors.newFixedThreadPool(atOnce);
    try {
      List<Future<Product>> playing =
          runs.stream().map(run -> threads.submit(() -> told(run.play()))).toList();
      List<Product> products = new ArrayList<>();
      for (int i = 0; i < runs.size(); i++) {
        await(playing.get(i), runs.get(i)).ifPresent(products::add);
      }
      return products;
    } finally {
      threads.shutdownNow();
    }
  }

  private Optional<Product> await(Future<Product> playing, PeerRun run) throws IOException {
    try {
      return Optional.of(playing.get());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TargetTrouble trouble) {
        leaveOut(run, trouble.getMessage());
        incomplete = true;
        return Optional.empty();
      }
      throw rethrown(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static IOException rethrown(Throwable cause) {
    if (cause instanceof IllegalArgumentException refused) {
      throw refused;
    }
    return cause instanceof IOException told ? told : new IOException(cause);
  }

  private synchronized Product told(Product one) {
    command.getOut().printf("%-28s %s%n", one.name(), one.standing());
    one.differences().forEach(line -> command.getOut().println("  " + line));
    command.getOut().flush();
    return one;
  }

  private synchronized void leaveOut(PeerRun run, String why) {
    leftOut.add(new LeftOut(run.peer().name(), why));
    command.getErr().println("stlspec: left out: " + run.peer().name() + ": " + why);
  }

  List<LeftOut> leftOut() {
    return leftOut;
  }

  /** Whether one is missing that should not. */
  boolean incomplete() {
    return incomplete;
  }
}
