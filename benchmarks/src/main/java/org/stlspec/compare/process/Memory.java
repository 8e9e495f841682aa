package org.stlspec.compare.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Memory of processes (smaps_rollup of proc(5)), in KiB.
 *
 * @param resident all pages that are in memory, shared ones counted for each process
 * @param proportional likewise, a page that n processes share counted as its n-th part
 */
public record Memory(long resident, long proportional) {
  static final Memory NONE = new Memory(0, 0);

  private static final double KIB_PER_MB = 1e6 / 1024;

  /** Reads that of a process; none if it has gone. */
  static Memory read(Path folder) {
    try {
      return parse(Files.readAllLines(folder.resolve("smaps_rollup")));
    } catch (IOException e) {
      return NONE;
    }
  }

  static Memory parse(List<String> lines) {
    return new Memory(kib("Rss:", lines), kib("Pss:", lines));
  }

  private static long kib(String name, List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
        .sum();
  }

  Memory plus(Memory other) {
    return new Memory(resident + other.resident, proportional + other.proportional);
  }

  /** {@link #resident} in MB. */
  public double residentMb() {
    return resident / KIB_PER_MB;
  }

  /** {@link #proportional} in MB. */
  public double proportionalMb() {
    return proportional / KIB_PER_MB;
  }
}
