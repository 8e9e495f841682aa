package org.stlspec.load;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javax.net.ssl.SSLException;
import org.stlspec.load.client.ClientTls;
import org.stlspec.load.client.Contents;
import org.stlspec.load.client.Mode;
import org.stlspec.load.client.Visit;
import org.stlspec.load.client.Worker;
import org.stlspec.load.figures.Failure;
import org.stlspec.load.figures.Figures;
import org.stlspec.load.figures.GeneratorWatch;
import org.stlspec.load.figures.LoopFigures;
import org.stlspec.load.figures.Second;
import org.stlspec.proxy.backend.Transport;

/** One run of a plan, from its first session to its last. */
public final class Run implements AutoCloseable {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final long GLANCE = TimeUnit.MILLISECONDS.toNanos(20);

  private final Plan plan;
  private final ClientTls tls;
  private final EventLoopGroup loops;
  private final List<Worker> workers;

  /**
   * Prepares it.
   *
   * @throws SSLException in one line if there is no such TLS here
   */
  public Run(Plan plan) throws SSLException {
    this.plan = plan;
    tls = new ClientTls(plan.host(), plan.engine(), plan.offer());
    loops =
        new MultiThreadIoEventLoopGroup(
            plan.threads(), new DefaultThreadFactory("load", true), Transport.best().ioHandlers());
    var contents = new Contents(plan.served());
    workers =
        IntStream.range(0, plan.threads())
            .mapToObj(i -> new Worker(loops.next(), plan.target(), tls, contents, plan.patience()))
            .toList();
    workers.forEach(Worker::begin);
  }

  /**
   * Plays one session that does not count.
   *
   * @throws Unreachable if it fails: a run would only count failures
   */
  public void probe() throws Unreachable {
    var visit =
        new Visit(
            plan.dialogues().get(0),
            plan.accounts().get(0),
            System.nanoTime(),
            false,
            OptionalInt.empty());
    var ended = new CompletableFuture<Optional<Failure>>();
    Worker first = workers.get(0);
    first.loop().execute(() -> first.start(visit, ended::complete));
    Optional<Failure> failure = ended.join();
    if (failure.isPresent()) {
      throw new Unreachable("no session can be had at " + plan.name() + ": " + failure.get());
    }
  }

  /**
   * Plays the whole course.
   *
   * @param progress hears of each second that was measured
   */
  public Outcome play(Consumer<Second> progress) throws InterruptedException {
    Instant started = Instant.now();
    var visits =
        new Visits(
            plan.course(),
            plan.dialogues(),
            plan.accounts(),
            plan.resumedPercent(),
            System.nanoTime());
    List<Load> loads = workers.stream().map(worker -> load(worker, visits)).toList();
    forEachLoop(loads, (load, index) -> load.begin(index, loads.size()));
    sleepUntil(visits.begin() + plan.course().measuredFrom());
    return measure(started, visits, loads, progress);
  }

  /** Sessions that log in and wait there; none at first. */
  public HeldSessions held() {
    return new HeldSessions(workers, plan);
  }

  private Load load(Worker worker, Visits visits) {
    return plan.course().open() ? new Arrivals(worker, visits) : new Crowd(worker, visits);
  }

  private Outcome measure(
      Instant started, Visits visits, List<Load> loads, Consumer<Second> progress)
      throws InterruptedException {
    List<LoopFigures> seen = workers.stream().map(Worker::figures).toList();
    var figures = new Figures(seen);
    var watch = new GeneratorWatch(seen);
    long from = visits.begin() + plan.course().measuredFrom();
    long next = from + SECOND;
    while (!finished(loads)) {
      sleepUntil(Math.min(next, System.nanoTime() + GLANCE));
      long now = System.nanoTime();
      if (late(visits, now)) forEachLoop(loads, (load, index) -> load.giveUp());
      if (now < next) continue;
      progress.accept(figures.collect(now - from));
      next += SECOND;
    }
    progress.accept(figures.collect(System.nanoTime() - from));
    String engine = plan.mode() == Mode.PLAIN ? "none" : label();
    return new Outcome(started, engine, figures, watch.seen());
  }

  private String label() {
    return tls.engine().name().toLowerCase(Locale.ROOT);
  }

  /** What has not ended by then will not be waited for. */
  private boolean late(Visits visits, long now) {
    return plan.course()
        .until()
        .map(until -> now - visits.begin() > until + 2 * plan.patience().toNanos())
        .orElse(false);
  }

  private boolean finished(List<Load> loads) {
    return IntStream.range(0, loads.size())
        .allMatch(
            i ->
                workers
                    .get(i)
                    .loop()
                    .submit(loads.get(i)::finished)
                    .syncUninterruptibly()
                    .getNow());
  }

  /** What is done with one load, on its loop. */
  private interface Act {
    void with(Load load, int index);
  }

  private void forEachLoop(List<Load> loads, Act act) {
    for (int i = 0; i < loads.size(); i++) {
      int index = i;
      workers.get(i).loop().submit(() -> act.with(loads.get(index), index)).syncUninterruptibly();
    }
  }

  private static void sleepUntil(long nanoTime) throws InterruptedException {
    long left = nanoTime - System.nanoTime();
    if (left > 0) TimeUnit.NANOSECONDS.sleep(left);
  }

  @Override
  public void close() {
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    tls.close();
  }
}
