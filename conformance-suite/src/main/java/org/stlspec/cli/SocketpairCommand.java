package org.stlspec.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code stlspec socketpair}: two programs, each with one end of a connection. */
@Command(
    name = "socketpair",
    description = {
      "Joins two programs by a socket pair, or by two pipes.",
      "Both get the environment and descriptors 0, 1 and 2, except where the pair takes their"
          + " place, and no others. TERM, INT and HUP are passed on to both."
    },
    footer = {
      "Exit code: that of the left program, once both have ended; 128 and its number if a signal"
          + " ended it; 2 bad usage, 3 a program cannot be started."
    },
    mixinStandardHelpOptions = true)
public final class SocketpairCommand implements Callable<Integer> {
  private static final int USAGE = 2;
  private static final int ENVIRONMENT = 3;
  private static final List<Integer> LEFT_STREAM = List.of(3);
  private static final List<Integer> LEFT_PIPES = List.of(6, 7);
  private static final List<Integer> RIGHT = List.of(0, 1);
  private static final int HIGHEST = 255;

  private CommandSpec spec;

  @Option(names = "--stream", description = "A Unix domain stream socket pair (the default).")
  private boolean stream;

  @Option(
      names = "--pipes",
      description = "Two pipes; each side has two descriptors, to read from and to write to.")
  private boolean pipes;

  @Option(
      names = "--left",
      split = ",",
      paramLabel = "FD",
      description = "Where the left program has its end (default 3; with --pipes 6,7).")
  private List<Integer> left = List.of();

  @Option(
      names = "--right",
      split = ",",
      paramLabel = "FD",
      description = "Where the right program has its end (default 0,1).")
  private List<Integer> right = List.of();

  @Option(
      names = "--separator",
      paramLabel = "WORD",
      description = "Stands between the two (default ${DEFAULT-VALUE}).")
  private String separator = "--connect-to";

  @Parameters(
      paramLabel = "LEFT PROGRAM... WORD RIGHT PROGRAM...",
      description = "Both programs with their arguments.")
  private List<String> words = List.of();

  /** For picocli, which fills the options in. */
  public SocketpairCommand() {}

  /** From the first word that is no option all belongs to the programs. */
  @Spec
  void spec(CommandSpec given) {
    spec = given;
    given.parser().stopAtPositional(true);
  }

  @Override
  public Integer call() {
    try {
      return pair().run();
    } catch (IllegalArgumentException e) {
      return refuse(e, USAGE);
    } catch (IOException e) {
      return refuse(e, ENVIRONMENT);
    }
  }

  private Socketpair pair() {
    if (stream && pipes) throw new IllegalArgumentException("--stream or --pipes, not both");
    int at = words.indexOf(separator);
    if (at < 0) throw new IllegalArgumentException("no '" + separator + "' between two programs");
    var leftSide = new Socketpair.Side(words.subList(0, at), numbers(left, leftDefault()));
    var rightSide = new Socketpair.Side(words.subList(at + 1, words.size()), numbers(right, RIGHT));
    return new Socketpair(pipes, leftSide, rightSide);
  }

  private List<Integer> leftDefault() {
    return pipes ? LEFT_PIPES : LEFT_STREAM;
  }

  private List<Integer> numbers(List<Integer> given, List<Integer> otherwise) {
    List<Integer> numbers = given.isEmpty() ? otherwise : given;
    if (numbers.stream().anyMatch(n -> n < 0 || n > HIGHEST)) {
      throw new IllegalArgumentException("descriptors are 0 to " + HIGHEST);
    }
    if (numbers.stream().distinct().count() < numbers.size()) {
      throw new IllegalArgumentException("a descriptor is named twice");
    }
    if (pipes && numbers.size() != 2) {
      throw new IllegalArgumentException("--pipes needs two descriptors on either side");
    }
    return numbers;
  }

  private int refuse(Exception cause, int code) {
    String message = cause.getMessage().lines().collect(Collectors.joining(" "));
    spec.commandLine().getErr().println("stlspec socketpair: " + message);
    spec.commandLine().getErr().flush();
    return code;
  }
}
