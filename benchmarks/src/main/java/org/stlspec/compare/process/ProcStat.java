package org.stlspec.compare.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a line of {@code /proc/PID/stat} says (proc(5)).
 *
 * @param session of processes; its leader has the same number
 * @param ticks processor time of its own, in user and kernel mode, in hundredths of a second
 * @param ticksOfEnded that of its children that have ended
 */
record ProcStat(long pid, long parent, long session, long ticks, long ticksOfEnded) {
  /** Linux tells times in USER_HZ, which is 100 on all machines that Java runs on. */
  private static final double TICKS_PER_SECOND = 100;

  /** Behind the name, counted from the state. */
  private static final int PARENT = 1;

  private static final int SESSION = 3;
  private static final int USER = 11;
  private static final int KERNEL = 12;
  private static final int USER_OF_ENDED = 13;
  private static final int KERNEL_OF_ENDED = 14;

  /** Reads the line; the name in it may have blanks and parentheses of its own. */
  static ProcStat parse(String line) {
    int name = line.indexOf('(');
    String[] rest = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
    return new ProcStat(
        Long.parseLong(line.substring(0, name).strip()),
        Long.parseLong(rest[PARENT]),
        Long.parseLong(rest[SESSION]),
        Long.parseLong(rest[USER]) + Long.parseLong(rest[KERNEL]),
        Long.parseLong(rest[USER_OF_ENDED]) + Long.parseLong(rest[KERNEL_OF_ENDED]));
  }

  /** That of a folder of {@code /proc}; empty if the process has gone. */
  static Optional<ProcStat> read(Path folder) {
    try {
      return Optional.of(parse(Files.readString(folder.resolve("stat"))));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  double cpuSeconds() {
    return (ticks + ticksOfEnded) / TICKS_PER_SECOND;
  }
}
