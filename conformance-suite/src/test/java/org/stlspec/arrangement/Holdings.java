package org.stlspec.arrangement;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What a process and all that it has started hold of the system: what they have open, how much of
 * that are sockets, and how many they are, those included that ended and were not waited for.
 */
record Holdings(long descriptors, long sockets, long processes) {

  static Holdings of(ProcessHandle first) {
    List<ProcessHandle> all = Stream.concat(Stream.of(first), first.descendants()).toList();
    List<String> open = all.stream().flatMap(process -> open(process).stream()).toList();
    long sockets = open.stream().filter(name -> name.startsWith("socket:")).count();
    return new Holdings(open.size(), sockets, all.size());
  }

  private static List<String> open(ProcessHandle process) {
    try (Stream<Path> entries = Files.list(Path.of("/proc/" + process.pid() + "/fd"))) {
      return entries.map(Holdings::target).toList();
    } catch (IOException | UncheckedIOException endedMeanwhile) {
      return List.of();
    }
  }

  private static String target(Path entry) {
    try {
      return Files.readSymbolicLink(entry).toString();
    } catch (IOException closedMeanwhile) {
      return "";
    }
  }

  /** Less is no leak: something that was just ending may have been counted before. */
  private boolean within(Holdings before) {
    return descriptors <= before.descriptors
        && sockets <= before.sockets
        && processes <= before.processes;
  }

  /** Fails unless the process soon holds no more than this again. */
  void regainedBy(ProcessHandle process) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    Holdings now = of(process);
    while (!now.within(this) && System.nanoTime() < end) {
      Thread.sleep(10);
      now = of(process);
    }
    if (!now.within(this)) throw new AssertionError(now + " where there were " + this);
  }
}
