package org.stlspec.compare.process;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.stlspec.target.ScratchFolder;

/**
 * A program in the foreground, in a process group of its own, that ends when it is closed, and when
 * this JVM ends, however that happens.
 */
public final class Program implements AutoCloseable {
  /** Without it, a limit of 1,024 descriptors would be what is measured. */
  private static final String AS_MANY_DESCRIPTORS_AS_MAY_BE =
      "ulimit -n 65536 2>/dev/null || ulimit -n $(ulimit -H -n); exec \"$0\" \"$@\"";

  private static final String SYSTEM = "/usr/local/sbin:/usr/sbin:/sbin";
  private static final long GRACE_SECONDS = 6;

  private final Process keeper;
  private final Path output;
  private final Thread atExit = new Thread(this::end, "end-program");
  private Optional<ProcessTree> tree = Optional.empty();

  private Program(Process keeper, Path output) {
    this.keeper = keeper;
    this.output = output;
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /**
   * Starts it.
   *
   * @param folder where it runs; {@code output} there has what it says
   */
  public static Program start(List<String> command, Path folder) throws IOException {
    Path keeper = folder.resolve("keeper.sh");
    try (var script = ScratchFolder.class.getResourceAsStream("keeper.sh")) {
      Files.write(keeper, script.readAllBytes());
    }
    List<String> words =
        new ArrayList<>(
            List.of("sh", keeper.toString(), "sh", "-c", AS_MANY_DESCRIPTORS_AS_MAY_BE));
    words.addAll(command);
    Path output = folder.resolve("output");
    var builder =
        new ProcessBuilder(words)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("PATH", path());
    return new Program(builder.start(), output);
  }

  private static String path() {
    return Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin:/bin")
        + File.pathSeparator
        + SYSTEM;
  }

  /** Whether there is a program of that name. */
  public static boolean installed(String name) {
    return Arrays.stream(path().split(File.pathSeparator, -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
  }

  public boolean running() {
    return keeper.isAlive();
  }

  /** The last line that it has said; empty if there is none. */
  public String lastWords() {
    return said().lines().filter(line -> !line.isBlank()).reduce("", (first, second) -> second);
  }

  /** All that it has said so far. */
  public String said() {
    try {
      return Files.readString(output, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }

  private ProcessTree tree() throws IOException {
    if (tree.isEmpty()) tree = Optional.of(ProcessTree.keptBy(keeper.pid()));
    return tree.get();
  }

  /** Processor time of it and all that it has started, in seconds. */
  public double cpuSeconds() throws IOException {
    return tree().cpuSeconds();
  }

  /** Memory of it and all that it has started. */
  public Memory memory() throws IOException {
    return tree().memory();
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException ending) {
      // The hook runs already; to end twice does no harm.
    }
    end();
  }

  /** The keeper sees the end of its input, and ends the whole group. */
  private void end() {
    try {
      keeper.getOutputStream().close();
      if (!keeper.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) keeper.destroyForcibly();
    } catch (IOException e) {
      keeper.destroyForcibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
