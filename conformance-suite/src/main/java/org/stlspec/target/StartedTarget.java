package org.stlspec.target;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A target that the suite starts; it and all that it starts end with the run, however that ends.
 */
public final class StartedTarget implements Target {
  private static final String LISTEN_TLS = "{listen_tls";
  private static final Duration READY = Duration.ofSeconds(60);
  private static final Duration GRACE = Duration.ofSeconds(6);

  private final String name;
  private final InetSocketAddress address;
  private final Optional<InetSocketAddress> tlsAddress;
  private final Path output;
  private final AtExit atExit = AtExit.run("end-target", this::end);
  private Optional<Process> process = Optional.empty();
  private boolean ended;

  private StartedTarget(Recipe recipe, boolean implicitTls, Surroundings around) {
    name = recipe.name();
    address = around.listen();
    tlsAddress = Optional.of(around.listenTls()).filter(any -> implicitTls);
    output = around.work().resolve("output.log");
  }

  /**
   * Starts the command and waits until its port accepts connections.
   *
   * @throws TargetTrouble if it cannot be started, ends at once or never listens
   * @throws IllegalArgumentException if the command line has a quote that is not closed
   */
  public static StartedTarget start(Recipe recipe, Surroundings around) throws TargetTrouble {
    define(recipe, around);
    String program = around.fill(Words.of(recipe.start()).get(0));
    if (!ProgramPath.has(program)) {
      throw new TargetTrouble("cannot start '" + program + "': there is no such program");
    }
    boolean implicitTls = recipe.start().contains(LISTEN_TLS);
    for (Path file : recipe.files()) {
      implicitTls |= around.configure(file).contains(LISTEN_TLS);
    }
    var target = new StartedTarget(recipe, implicitTls, around);
    try {
      target.launch(words(recipe.start(), around), around.work());
      target.awaitReady();
      return target;
    } catch (IOException e) {
      target.close();
      throw new TargetTrouble("cannot start '" + recipe.name() + "': " + e.getMessage());
    } catch (TargetTrouble e) {
      target.close();
      throw e;
    }
  }

  private static void define(Recipe recipe, Surroundings around) throws TargetTrouble {
    try {
      around.define(recipe.values());
    } catch (IOException e) {
      throw new TargetTrouble("'" + recipe.name() + "' cannot listen: " + e.getMessage());
    }
  }

  private static List<String> words(String start, Surroundings around) {
    return Words.of(start).stream().map(around::fill).toList();
  }

  /** Either the end of the JVM comes first and nothing is started, or it finds what to end. */
  private synchronized void launch(List<String> command, Path work) throws IOException {
    if (ended) {
      throw new IOException("the run is ending");
    }
    List<String> kept = new ArrayList<>(List.of("sh", keeper(work).toString()));
    kept.addAll(command);
    var builder =
        new ProcessBuilder(kept)
            .directory(work.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("PATH", ProgramPath.value());
    process = Optional.of(builder.start());
  }

  private static Path keeper(Path work) throws IOException {
    Path copy = work.resolve("keeper.sh");
    try (var script = StartedTarget.class.getResourceAsStream("keeper.sh")) {
      Files.copy(script, copy);
    }
    return copy;
  }

  private void awaitReady() throws TargetTrouble {
    Process started = process.orElseThrow();
    long deadline = System.nanoTime() + READY.toNanos();
    while (!Port.accepts(address)) {
      String trouble =
          !started.isAlive()
              ? "ended with exit code " + started.exitValue()
              : System.nanoTime() > deadline
                  ? "did not listen within " + READY.toSeconds() + " s"
                  : "";
      if (!trouble.isEmpty()) {
        throw new TargetTrouble("'" + name + "' " + trouble + lastOutput());
      }
      Port.pause();
    }
  }

  private String lastOutput() {
    try {
      return new String(Files.readAllBytes(output), ISO_8859_1)
          .lines()
          .filter(line -> !line.isBlank())
          .reduce((first, second) -> second)
          .map(line -> "; it said: " + line)
          .orElse("");
    } catch (IOException e) {
      return "";
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public InetSocketAddress address() {
    return address;
  }

  @Override
  public Optional<InetSocketAddress> tlsAddress() {
    return tlsAddress;
  }

  @Override
  public void close() {
    atExit.cancel();
    end();
  }

  private synchronized void end() {
    ended = true;
    process.ifPresent(StartedTarget::end);
  }

  /** The keeper sees the end of its input, and ends the target and all that it started. */
  private static void end(Process keeper) {
    try {
      keeper.getOutputStream().close();
      if (!keeper.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
        keeper.destroyForcibly();
      }
    } catch (IOException e) {
      keeper.destroyForcibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
