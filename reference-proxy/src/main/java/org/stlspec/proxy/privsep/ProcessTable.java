package org.stlspec.proxy.privsep;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the kernel says of another process (proc(5)), which that process has no part in. */
final class ProcessTable {
  private static final String NONE = "0000000000000000";

  private final Path process;

  ProcessTable(int pid) {
    process = Path.of("/proc", String.valueOf(pid));
  }

  /**
   * Looks at every thread.
   *
   * @throws IOException with one line if one of them has more than it should
   */
  void confirm(Confinement confinement) throws IOException {
    Map<String, String> expected = expected(confinement.identity());
    for (Path thread : list("task")) confirm(thread.resolve("status"), expected);
    if (confinement.root().isPresent()) confirmRoot(confinement.root().get());
    confirmNoDirectory();
  }

  private static Map<String, String> expected(Identity identity) {
    String user = Integer.toUnsignedString(identity.user());
    String group = Integer.toUnsignedString(identity.group());
    var expected = new TreeMap<>(Map.of("NoNewPrivs", "1", "Groups", group));
    expected.put("Uid", String.join("\t", user, user, user, user));
    expected.put("Gid", String.join("\t", group, group, group, group));
    for (String set : List.of("CapInh", "CapPrm", "CapEff", "CapAmb")) expected.put(set, NONE);
    return expected;
  }

  private static void confirm(Path status, Map<String, String> expected) throws IOException {
    List<String> first = lines(status);
    if (first.isEmpty()) return;
    try {
      confirm(status, first, expected);
    } catch (IOException whileItEnds) {
      List<String> second = lines(status);
      if (!second.isEmpty()) confirm(status, second, expected);
    }
  }

  /** Each entry has to be there: what is not shown is not confirmed. */
  static void confirm(Path status, List<String> lines, Map<String, String> expected)
      throws IOException {
    var shown = new TreeMap<String, String>();
    for (String line : lines) {
      String[] words = line.split(":", 2);
      if (words.length == 2) shown.put(words[0], words[1].strip());
    }
    for (var one : expected.entrySet()) {
      String is = shown.getOrDefault(one.getKey(), "nothing");
      if (!is.equals(one.getValue())) {
        String what = status + " has " + one.getKey() + ": " + is;
        throw new IOException(what + " where it should be " + one.getValue());
      }
    }
  }

  /** A thread may have ended meanwhile. */
  private static List<String> lines(Path status) throws IOException {
    try {
      return Files.readAllLines(status);
    } catch (IOException e) {
      if (Files.exists(status)) throw e;
      return List.of();
    }
  }

  /** To be told, one needs CAP_SYS_PTRACE, which root may lack inside a container. */
  private void confirmRoot(Path expected) throws IOException {
    try {
      Path root = Files.readSymbolicLink(process.resolve("root"));
      if (!root.equals(expected.toRealPath())) throw new IOException("its root is " + root);
    } catch (AccessDeniedException e) {
      // the network process has found out by itself that it sees nothing outside
    }
  }

  /** Through an open directory there is a way out of a chroot. */
  private void confirmNoDirectory() throws IOException {
    try {
      for (Path open : list("fd")) {
        if (Files.isDirectory(open)) throw new IOException("it has a directory open");
      }
    } catch (AccessDeniedException e) {
      // as above
    }
  }

  private List<Path> list(String name) throws IOException {
    try (var entries = Files.list(process.resolve(name))) {
      return entries.toList();
    }
  }
}
