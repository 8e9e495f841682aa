package org.stlspec.load;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.stlspec.load.client.Dialogue;
import org.stlspec.load.client.Gate;
import org.stlspec.load.client.Step;
import org.stlspec.load.client.Visit;
import org.stlspec.load.client.Worker;
import org.stlspec.load.figures.Failure;
import org.stlspec.load.figures.Figures;

/** Sessions that have logged in and stay: idle, or with round trips for a while. */
public final class HeldSessions implements AutoCloseable {
  /** Octets of a command, and of its reply. */
  public static final int OCTETS = 64;

  /** So many come at once, that no listener's queue is too short for them. */
  private static final int AT_ONCE = 64;

  private static final Duration GRACE = Duration.ofSeconds(10);

  private final List<Worker> workers;
  private final Plan plan;
  private final Gate gate = new Gate();
  private final AtomicInteger present = new AtomicInteger();
  private final Queue<Failure> failures = new ConcurrentLinkedQueue<>();
  private int wanted;

  HeldSessions(List<Worker> workers, Plan plan) {
    this.workers = workers;
    this.plan = plan;
  }

  /**
   * Adds sessions until there are so many, all logged in.
   *
   * @throws Unreachable with one line if one of them fails
   */
  public void growTo(int count) throws Unreachable, InterruptedException {
    var dialogue = Dialogue.of(plan.mode(), plan.capa(), List.of(Step.RoundTrips.of(gate, OCTETS)));
    while (wanted < count) {
      int next = Math.min(count, wanted + AT_ONCE);
      for (; wanted < next; wanted++) begin(dialogue, wanted);
      awaitAll();
    }
  }

  private void begin(Dialogue dialogue, int number) {
    var account = plan.accounts().get(number % plan.accounts().size());
    var visit = new Visit(dialogue, account, System.nanoTime(), true, OptionalInt.empty());
    Worker worker = workers.get(number % workers.size());
    present.incrementAndGet();
    worker.loop().execute(() -> worker.start(visit, this::ended));
  }

  private void ended(Optional<Failure> failure) {
    failure.ifPresent(failures::add);
    present.decrementAndGet();
  }

  private void awaitAll() throws Unreachable, InterruptedException {
    long deadline = System.nanoTime() + 2 * plan.patience().toNanos();
    while (gate.waiting() < wanted) {
      requireAll();
      if (System.nanoTime() > deadline) throw new Unreachable("some of " + wanted + " do not come");
      TimeUnit.MILLISECONDS.sleep(1);
    }
  }

  /**
   * Checks that none has ended.
   *
   * @throws Unreachable with one line if one has
   */
  public void requireAll() throws Unreachable {
    Failure failure = failures.peek();
    if (failure != null) throw new Unreachable(failure.toString());
  }

  /**
   * All of them send 64 octets and get 64 back, again and again.
   *
   * @return the times, by phase; {@code NOOP} has those of the round trips
   * @throws Unreachable with one line if a session fails
   */
  public Figures roundTrips(Duration time) throws Unreachable, InterruptedException {
    var figures = new Figures(workers.stream().map(Worker::figures).toList());
    figures.collect(0);
    var trips = new Figures(workers.stream().map(Worker::figures).toList());
    long begin = System.nanoTime();
    gate.open(time);
    TimeUnit.NANOSECONDS.sleep(time.toNanos());
    awaitAll();
    trips.collect(System.nanoTime() - begin);
    return trips;
  }

  /** All say QUIT. */
  @Override
  public void close() {
    gate.leave();
    long deadline = System.nanoTime() + GRACE.toNanos();
    try {
      while (present.get() > 0 && System.nanoTime() < deadline) TimeUnit.MILLISECONDS.sleep(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
