package org.stlspec.compare.jmeter;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.stlspec.cli.HostPort;
import org.stlspec.cli.Stlspec;
import org.stlspec.load.StlspecLoad;

/**
 * A target, and one generator after the other on it. The target is the reference proxy before a
 * served maildrop, and counts sessions: a line of its log is one.
 */
final class Comparison implements AutoCloseable {
  private static final String ANY_PORT = "127.0.0.1:0";
  private static final int SLACK = 5; // seconds of load behind what is measured
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path work;
  private final Service maildrop;
  private final Service proxy;
  private final AtomicLong sessions = new AtomicLong();

  /**
   * Starts the target.
   *
   * @param work folder for what is written on the way
   * @param mix file with the messages that are served
   * @throws IOException in one line if that fails
   */
  Comparison(Path work, Path mix) throws IOException, InterruptedException {
    this.work = work;
    var serve = List.of("--serve", ANY_PORT, "--mix", mix.toString());
    maildrop = Service.start(StlspecLoad.class, serve, work, line -> {});
    var relay = List.of("proxy", "--listen", ANY_PORT, "--backend", "tcp:" + maildrop.address());
    try {
      proxy = Service.start(Stlspec.class, relay, work, this::count);
    } catch (IOException | InterruptedException e) {
      maildrop.close();
      throw e;
    }
  }

  private void count(String line) {
    if (line.startsWith("connection=")) sessions.incrementAndGet();
  }

  HostPort target() {
    return proxy.address();
  }

  /**
   * Plays one generator.
   *
   * @param warmUp seconds behind its first session that do not count
   * @param seconds that count
   * @throws IOException in one line if it fails, or a session of it
   */
  Measured play(Generator generator, int users, int warmUp, int seconds)
      throws IOException, InterruptedException {
    List<String> output = Collections.synchronizedList(new ArrayList<>());
    List<String> arguments = generator.arguments(target(), users, warmUp + seconds + SLACK);
    try (var program = Program.java(arguments, work, output::add)) {
      awaitFirstSession(program);
      TimeUnit.SECONDS.sleep(warmUp);
      Measured before = now(program);
      TimeUnit.SECONDS.sleep(seconds);
      Measured after = now(program);
      boolean ran = program.runs();
      OptionalInt exit = program.ended(PATIENCE);
      Optional<String> trouble =
          ran && exit.isPresent()
              ? generator.trouble(exit.getAsInt(), List.copyOf(output))
              : Optional.of("it did not run as long as it was told to");
      if (trouble.isPresent()) throw new IOException(generator.label() + ": " + trouble.get());
      return after.since(before);
    }
  }

  private void awaitFirstSession(Program program) throws InterruptedException {
    long before = sessions.get();
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (sessions.get() == before && program.runs() && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private Measured now(Program program) {
    return new Measured(sessions.get(), program.processorTime());
  }

  @Override
  public void close() {
    proxy.close();
    maildrop.close();
  }
}
