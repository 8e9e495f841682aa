package org.stlspec.compare.jmeter;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.stlspec.cli.HostPort;
import org.stlspec.load.StlspecLoad;

/** Who makes the load: one session after the other for each user, all with STLS. */
sealed interface Generator {
  String label();

  /**
   * What stands behind {@code java}.
   *
   * @param seconds for which sessions begin
   */
  List<String> arguments(HostPort target, int users, int seconds);

  /** What was wrong with its sessions, in one line; empty if all were sound. */
  Optional<String> trouble(int exit, List<String> output);

  /**
   * {@code stlspec-load}.
   *
   * @param mix file that says what a session does
   */
  record Ours(Path mix) implements Generator {
    @Override
    public String label() {
      return "stlspec-load";
    }

    @Override
    public List<String> arguments(HostPort target, int users, int seconds) {
      var load =
          Stream.of(
              ("--quiet --warm-up 0 --mode stls --target " + target).split(" ", -1),
              new String[] {"--users", "" + users, "--duration", "" + seconds},
              new String[] {"--mix", mix.toString()});
      return Stream.concat(
              Service.ofThisProject(StlspecLoad.class).stream(), load.flatMap(Stream::of))
          .toList();
    }

    @Override
    public Optional<String> trouble(int exit, List<String> output) {
      return exit == 0 ? Optional.empty() : Optional.of(last(output));
    }
  }

  /**
   * Apache JMeter without its window.
   *
   * @param home of its installation
   * @param plan file with the Mail Reader sampler
   */
  record Jmeter(Path home, Path plan) implements Generator {
    private static final Pattern FAILED = Pattern.compile("summary =.* Err: +([0-9]+) .*");

    @Override
    public String label() {
      return "JMeter";
    }

    Path jar() {
      return home.resolve("bin").resolve("ApacheJMeter.jar");
    }

    /** The heap is that of its own script; its mail library would offer TLS 1.0 alone. */
    @Override
    public List<String> arguments(HostPort target, int users, int seconds) {
      return List.of(
          "-Xms1g",
          "-Xmx1g",
          "-XX:MaxMetaspaceSize=256m",
          "-jar",
          jar().toString(),
          "-n",
          "-t",
          plan.toString(),
          "-Jmail.pop3.ssl.protocols=TLSv1.2 TLSv1.3",
          "-Jusers=" + users,
          "-Jseconds=" + seconds,
          "-Jhost=" + target.host(),
          "-Jport=" + target.port());
    }

    @Override
    public Optional<String> trouble(int exit, List<String> output) {
      if (exit != 0) return Optional.of(last(output));
      List<String> failed =
          output.stream()
              .map(FAILED::matcher)
              .filter(Matcher::matches)
              .map(m -> m.group(1))
              .toList();
      if (failed.isEmpty()) return Optional.of("no summary: " + last(output));
      String count = failed.get(failed.size() - 1);
      return count.equals("0") ? Optional.empty() : Optional.of(count + " sessions failed");
    }
  }

  private static String last(List<String> output) {
    return output.isEmpty() ? "it said nothing" : output.get(output.size() - 1);
  }
}
