package org.stlspec.qmail.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs a bash script, which has the start script in {@code $Q}, and awaits its end. */
record Shell(int status, String out, String err) {

  private static final int PATIENCE_SECONDS = 30;

  /** Without input. */
  static Shell run(String script) throws Exception {
    return run(script, "");
  }

  /** All texts stand for octets, as ISO 8859-1. */
  static Shell run(String script, String input) throws Exception {
    var builder = new ProcessBuilder("bash", "-c", script);
    Installation.prepare(builder.environment());
    Process process = builder.start();
    CompletableFuture<String> out = all(process.getInputStream());
    CompletableFuture<String> err = all(process.getErrorStream());
    feed(process.getOutputStream(), input);
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("goes on and on: " + script);
    }
    return new Shell(process.exitValue(), out.get(), err.get());
  }

  private static void feed(OutputStream process, String input) {
    try (process) {
      process.write(input.getBytes(StandardCharsets.ISO_8859_1));
    } catch (IOException notWanted) {
      // It ended before it had read all.
    }
  }

  private static CompletableFuture<String> all(InputStream in) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /** What popup said behind its greeting. */
  String behindGreeting() {
    return out.substring(out.indexOf('\n') + 1);
  }

  /** The only line on descriptor 2. */
  String errorLine() {
    if (err.lines().count() != 1 || !err.endsWith("\n")) {
      throw new AssertionError("not one line: " + err);
    }
    return err.strip();
  }
}
