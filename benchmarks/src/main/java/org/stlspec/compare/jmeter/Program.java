package org.stlspec.compare.jmeter;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A JVM of its own, whose output is read as it comes. It ends when this is closed. */
final class Program implements AutoCloseable {
  private final Process process;
  private final Thread reader;

  private Program(Process process, Consumer<String> lines) {
    this.process = process;
    reader = new Thread(() -> read(process, lines), "output");
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Starts the Java of this JVM.
   *
   * @param arguments behind {@code java}
   * @param work where it runs
   * @param lines hears each line of both outputs
   */
  static Program java(List<String> arguments, Path work, Consumer<String> lines)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(arguments);
    var builder = new ProcessBuilder(command).directory(work.toFile()).redirectErrorStream(true);
    Process process = builder.start();
    process.getOutputStream().close();
    return new Program(process, lines);
  }

  private static void read(Process process, Consumer<String> lines) {
    try (BufferedReader output = process.inputReader()) {
      output.lines().forEach(lines);
    } catch (IOException | UncheckedIOException e) {
      process.destroy(); // nobody hears it any more
    }
  }

  boolean runs() {
    return process.isAlive();
  }

  /** Processor time of all its threads so far, as {@code /proc} has it. */
  Duration processorTime() {
    return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** The exit code, once all of its output was heard; empty if it does not end in time. */
  OptionalInt ended(Duration patience) throws InterruptedException {
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) return OptionalInt.empty();
    reader.join();
    return OptionalInt.of(process.exitValue());
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (ended(Duration.ofSeconds(5)).isEmpty()) process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
