package org.stlspec.compare.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/**
 * A process with all that it has started, as it is at each look.
 *
 * @param root its number
 */
record ProcessTree(long root) {
  private static final Path PROC = Path.of("/proc");

  /** All processes of this machine. */
  private static List<ProcStat> all() {
    try (Stream<Path> folders = Files.list(PROC)) {
      return folders
          .filter(folder -> folder.getFileName().toString().matches("[0-9]+"))
          .flatMap(folder -> ProcStat.read(folder).stream())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look into /proc", e);
    }
  }

  private List<ProcStat> processes() {
    return under(root, all());
  }

  /** Of these processes the root and what descends from it. */
  static List<ProcStat> under(long root, List<ProcStat> all) {
    List<ProcStat> found = new ArrayList<>();
    Deque<Long> parents = new ArrayDeque<>();
    all.stream().filter(one -> one.pid() == root).forEach(found::add);
    found.forEach(one -> parents.add(one.pid()));
    while (!parents.isEmpty()) {
      long parent = parents.pop();
      for (ProcStat one : all) {
        if (one.parent() != parent) continue;
        found.add(one);
        parents.add(one.pid());
      }
    }
    return found;
  }

  /** The child that leads a session of its own, which is how the keeper starts the program. */
  static ProcessTree keptBy(long keeper) throws IOException {
    return all().stream()
        .filter(one -> one.parent() == keeper && one.session() == one.pid())
        .map(one -> new ProcessTree(one.pid()))
        .findFirst()
        .orElseThrow(() -> new IOException("the program has gone"));
  }

  /** Processor time so far, in seconds. */
  double cpuSeconds() {
    return processes().stream().mapToDouble(ProcStat::cpuSeconds).sum();
  }

  Memory memory() {
    return processes().stream()
        .map(one -> Memory.read(PROC.resolve(Long.toString(one.pid()))))
        .reduce(Memory.NONE, Memory::plus);
  }
}
