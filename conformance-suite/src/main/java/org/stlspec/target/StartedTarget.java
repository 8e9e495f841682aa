package org.stlspec.target;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A target that a command of the user starts; it and all its children end with the run. */
public final class StartedTarget implements Target {
  private static final Duration READY = Duration.ofSeconds(15);
  private static final Duration GRACE = Duration.ofSeconds(3);

  private final String name;
  private final InetSocketAddress address;
  private final Path output;
  private final AtExit atExit = AtExit.run("end-target", this::end);
  private Optional<Process> process = Optional.empty();
  private boolean ended;

  private StartedTarget(String name, InetSocketAddress address, Path output) {
    this.name = name;
    this.address = address;
    this.output = output;
  }

  /**
   * Starts the command and waits until its port accepts connections.
   *
   * @param command words, placeholders already filled in
   * @param address where the command was told to listen
   * @param work its working directory; what it prints goes to {@code output.log} there
   * @throws TargetTrouble if it cannot be started, ends at once or never listens
   */
  public static StartedTarget start(List<String> command, InetSocketAddress address, Path work)
      throws TargetTrouble {
    var target = new StartedTarget(command.get(0), address, work.resolve("output.log"));
    try {
      target.launch(command, work);
      target.awaitReady();
      return target;
    } catch (IOException e) {
      target.close();
      throw new TargetTrouble("cannot start '" + command.get(0) + "': " + e.getMessage());
    } catch (TargetTrouble e) {
      target.close();
      throw e;
    }
  }

  /** Either the end of the JVM comes first and nothing is started, or it finds what to end. */
  private synchronized void launch(List<String> command, Path work) throws IOException {
    if (ended) {
      throw new IOException("the run is ending");
    }
    process =
        Optional.of(
            new ProcessBuilder(command)
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .start());
  }

  private void awaitReady() throws TargetTrouble {
    Process started = process.orElseThrow();
    long deadline = System.nanoTime() + READY.toNanos();
    while (!accepts()) {
      String trouble =
          !started.isAlive()
              ? "ended with exit code " + started.exitValue()
              : System.nanoTime() > deadline
                  ? "did not listen within " + READY.toSeconds() + " s"
                  : "";
      if (!trouble.isEmpty()) {
        throw new TargetTrouble("'" + name + "' " + trouble + lastOutput());
      }
      pause();
    }
  }

  private boolean accepts() {
    try (var socket = new Socket()) {
      socket.connect(address, 500);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static void pause() throws TargetTrouble {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TargetTrouble("interrupted while the target started");
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
  public void close() {
    atExit.cancel();
    end();
  }

  private synchronized void end() {
    ended = true;
    process.ifPresent(StartedTarget::end);
  }

  private static void end(Process process) {
    List<ProcessHandle> all =
        Stream.concat(process.toHandle().descendants(), Stream.of(process.toHandle())).toList();
    all.forEach(ProcessHandle::destroy);
    try {
      if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    all.forEach(ProcessHandle::destroyForcibly);
  }

  /** Replaces each {@code {name}} in the text. */
  public static String fill(String text, java.util.Map<String, String> values) {
    String filled = text;
    for (var value : values.entrySet()) {
      filled = filled.replace("{" + value.getKey() + "}", value.getValue());
    }
    return filled;
  }

  /** Copies a configuration file into the working directory, placeholders filled in. */
  public static Path configure(Path template, Path work, java.util.Map<String, String> values)
      throws TargetTrouble {
    try {
      Path copy = work.resolve(template.getFileName().toString());
      return Files.writeString(copy, fill(Files.readString(template, UTF_8), values), UTF_8);
    } catch (IOException e) {
      throw new TargetTrouble("cannot read the configuration " + template + ": " + e.getMessage());
    }
  }
}
