package org.stlspec.target;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/** Asks an installed product which version it is. */
final class ProductVersion {
  private static final Pattern NUMBER = Pattern.compile("\\d+\\.\\d+");
  private static final int LIMIT_SECONDS = 10;

  private ProductVersion() {}

  /** The line with the number of those that the command prints; why there is none otherwise. */
  static String of(List<String> command) {
    try {
      var builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().put("PATH", ProgramPath.value());
      Process asked = builder.start();
      asked.getOutputStream().close();
      var limit =
          asked.onExit().orTimeout(LIMIT_SECONDS, SECONDS).exceptionally(late -> end(asked));
      String told = new String(asked.getInputStream().readAllBytes(), UTF_8);
      limit.cancel(false);
      return line(told);
    } catch (IOException e) {
      return "version unknown: " + e.getMessage();
    }
  }

  private static Process end(Process asked) {
    asked.descendants().forEach(ProcessHandle::destroyForcibly);
    return asked.destroyForcibly();
  }

  private static String line(String told) {
    return told.lines()
        .map(String::strip)
        .filter(line -> NUMBER.matcher(line).find())
        .findFirst()
        .or(() -> told.lines().map(String::strip).filter(line -> !line.isEmpty()).findFirst())
        .orElse("version unknown: it prints nothing");
  }
}
