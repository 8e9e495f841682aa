package org.stlspec.compare.jmeter;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.stlspec.cli.HostPort;

/** A program of this project that says {@code ready ADDRESS} and serves until it is closed. */
final class Service implements AutoCloseable {
  private static final int PATIENCE = 60; // seconds
  private static final String READY = "ready ";

  private final Program program;
  private final HostPort address;

  private Service(Program program, HostPort address) {
    this.program = program;
    this.address = address;
  }

  /**
   * Starts it from the class path of this JVM.
   *
   * @param lines hears what it says
   * @throws IOException in one line if it does not become ready
   */
  static Service start(Class<?> main, List<String> arguments, Path work, Consumer<String> lines)
      throws IOException, InterruptedException {
    var ready = new CompletableFuture<HostPort>();
    Program program =
        Program.java(
            Stream.concat(ofThisProject(main).stream(), arguments.stream()).toList(),
            work,
            line -> {
              if (line.startsWith(READY)) ready.complete(HostPort.parse(line.substring(6)));
              lines.accept(line);
            });
    try {
      return new Service(program, ready.get(PATIENCE, TimeUnit.SECONDS));
    } catch (ExecutionException | TimeoutException e) {
      program.close();
      throw new IOException(main.getSimpleName() + " is not ready after " + PATIENCE + " s", e);
    }
  }

  /** What stands behind {@code java} for a program of this project. */
  static List<String> ofThisProject(Class<?> main) {
    return List.of("-cp", System.getProperty("java.class.path"), main.getName());
  }

  HostPort address() {
    return address;
  }

  @Override
  public void close() {
    program.close();
  }
}
