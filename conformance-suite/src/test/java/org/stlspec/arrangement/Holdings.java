package org.stlspec.arrangement;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What a process holds of the system: what it has open, how much of that are sockets, and the
 * programs it has started, those included that ended and were not waited for.
 */
record Holdings(long descriptors, long sockets, long programs) {

  static Holdings of(ProcessHandle process) throws IOException {
    List<String> open = open(process);
    long sockets = open.stream().filter(name -> name.startsWith("socket:")).count();
    return new Holdings(open.size(), sockets, process.descendants().count());
  }

  private static List<String> open(ProcessHandle process) throws IOException {
    try (Stream<Path> entries = Files.list(Path.of("/proc/" + process.pid() + "/fd"))) {
      return entries.map(Holdings::target).toList();
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
        && programs <= before.programs;
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
