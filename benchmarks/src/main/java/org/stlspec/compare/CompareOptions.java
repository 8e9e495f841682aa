package org.stlspec.compare;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.stlspec.compare.process.Descriptors;
import org.stlspec.compare.target.Competitor;
import org.stlspec.compare.target.Competitors;
import org.stlspec.compare.work.Work;
import org.stlspec.compare.work.Works;
import picocli.CommandLine.Option;

/** The options that say what is compared and how long. */
final class CompareOptions {
  private static final int MOST_ROUNDS = 1_000;
  private static final int MOST_WORKERS = 256;

  /** Connections to one address that Linux has ports for, as shipped. */
  private static final int MOST_IDLE = 28_000;

  @Option(
      names = "--targets",
      split = ",",
      paramLabel = "NAME",
      description = "What is compared (default: all): ${COMPLETION-CANDIDATES}.",
      completionCandidates = TargetNames.class)
  private List<String> targets = List.of();

  @Option(
      names = "--works",
      split = ",",
      paramLabel = "NAME",
      description =
          "What they do (default: all but live-among-idle and scale): ${COMPLETION-CANDIDATES}.",
      completionCandidates = WorkNames.class)
  private List<String> works = List.of();

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "5",
      description = "How often each does everything (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "1.2",
      description = "Time for each load (default: ${DEFAULT-VALUE}).")
  private double seconds;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      defaultValue = "4",
      description =
          "How often the reference proxy does everything before that (default: ${DEFAULT-VALUE}).")
  private int warmUp;

  @Option(
      names = "--idle",
      paramLabel = "N",
      description = "Idle sessions beside the live ones (default: 10000).")
  private int idle = Works.IDLE;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description =
          "Event loops, threads or processes of each target (default: one for each processor).")
  private Optional<Integer> workers = Optional.empty();

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description = "Event loops of the clients, and of the backend (default: ${DEFAULT-VALUE}).")
  private int threads;

  @Option(
      names = "--stlspec-jar",
      paramLabel = "FILE",
      description = "The reference proxy (default: stlspec.jar beside this jar, or in its build).")
  private Optional<Path> stlspecJar = Optional.empty();

  @Option(
      names = "--java",
      paramLabel = "FILE",
      description = "The java that runs the reference proxy (default: the one that runs this).")
  private Optional<Path> java = Optional.empty();

  @Option(
      names = "--java-options",
      paramLabel = "WORDS",
      defaultValue = "",
      description = "What it is told, such as '-XX:+UseSerialGC -Xmx64m'.")
  private String javaOptions;

  /** The names for the help. */
  static final class TargetNames extends ArrayList<String> {
    private static final long serialVersionUID = 1;

    TargetNames() {
      Competitors.all().forEach(one -> add(one.name()));
    }
  }

  /** Likewise. */
  static final class WorkNames extends ArrayList<String> {
    private static final long serialVersionUID = 1;

    WorkNames() {
      addAll(Works.names());
    }
  }

  int rounds() {
    return number("--rounds", rounds, 1, MOST_ROUNDS);
  }

  int warmUp() {
    return number("--warm-up", warmUp, 0, MOST_ROUNDS);
  }

  int workers() {
    int given = workers.orElse(Runtime.getRuntime().availableProcessors());
    return number("--workers", given, 1, MOST_WORKERS);
  }

  int threads() {
    return number("--threads", threads, 1, MOST_WORKERS);
  }

  double seconds() {
    if (seconds >= 0.1 && seconds <= 3600) return seconds;
    throw new IllegalArgumentException("--seconds must be from 0.1 to 3600, not " + seconds);
  }

  private static int number(String option, int value, int least, int most) {
    if (value >= least && value <= most) return value;
    throw new IllegalArgumentException(
        option + " must be from " + least + " to " + most + ", not " + value);
  }

  List<Competitor> competitors() {
    return chosen("--targets", targets, Competitors.all(), Competitor::name);
  }

  /** Sizes of the messages that are needed, in octets. */
  List<Integer> sizes() {
    return Works.sizes(works);
  }

  /** Sessions at once that a target has to be ready for. */
  int sessions() {
    return Works.sessions(works, idle);
  }

  List<Work> works() {
    requireKnown("--works", works, Works.names());
    if (Works.beside(works)) requireRoom(idle(), Descriptors.limit());
    return Works.named(works, idle(), seconds(), threads());
  }

  /** Sessions that say nothing beside the live ones. */
  int idle() {
    return number("--idle", idle, 1, MOST_IDLE);
  }

  boolean beside() {
    return Works.beside(works);
  }

  /** Better than to have one target after the other run out of them. */
  static void requireRoom(int idle, long descriptors) {
    int most = Works.idleWithin(descriptors);
    if (idle <= most) return;
    throw new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "%,d idle sessions do not fit into %,d descriptors, the hard limit here"
                + " (ulimit -H -n): raise it, or say --idle %d",
            idle,
            descriptors,
            most));
  }

  private static <T> List<T> chosen(
      String option, List<String> names, List<T> all, Function<T, String> name) {
    requireKnown(option, names, all.stream().map(name).toList());
    if (names.isEmpty()) return all;
    return all.stream().filter(one -> names.contains(name.apply(one))).toList();
  }

  private static void requireKnown(String option, List<String> names, List<String> known) {
    Set<String> unknown = new LinkedHashSet<>(names);
    known.forEach(unknown::remove);
    if (unknown.isEmpty()) return;
    throw new IllegalArgumentException(
        option
            + " knows no "
            + unknown.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "))
            + "; there are "
            + String.join(", ", known));
  }

  Path java() {
    Path chosen = java.orElse(Path.of(System.getProperty("java.home"), "bin", "java"));
    if (Files.isExecutable(chosen)) return chosen;
    throw new IllegalArgumentException("--java: " + chosen + " cannot be run");
  }

  List<String> javaOptions() {
    List<String> words = new ArrayList<>();
    if (workers.isPresent()) words.add("-XX:ActiveProcessorCount=" + workers());
    Arrays.stream(javaOptions.split(" +", -1)).filter(one -> !one.isEmpty()).forEach(words::add);
    return words;
  }

  /** The reference proxy, as given or where it is looked for. */
  Path stlspecJar() {
    if (stlspecJar.isPresent()) {
      if (Files.isReadable(stlspecJar.get())) return stlspecJar.get().toAbsolutePath();
      throw new IllegalArgumentException("--stlspec-jar: cannot read " + stlspecJar.get());
    }
    Path own = own().toAbsolutePath();
    Path module = Optional.ofNullable(own.getParent()).orElse(own).resolve("../..").normalize();
    return List.of(
            own.resolveSibling("stlspec.jar"),
            module.resolve("conformance-suite").resolve("target").resolve("stlspec.jar"))
        .stream()
        .filter(Files::isReadable)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException("there is no stlspec.jar: name it by --stlspec-jar"));
  }

  private static Path own() {
    try {
      var source = CompareOptions.class.getProtectionDomain().getCodeSource().getLocation();
      return Path.of(source.toURI());
    } catch (java.net.URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
