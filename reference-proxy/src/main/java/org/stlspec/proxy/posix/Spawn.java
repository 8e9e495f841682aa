package org.stlspec.proxy.posix;

import static org.stlspec.proxy.posix.LibC.checked;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A program to be started with exactly the descriptors it is meant to have: 0, 1, 2 and those in
 * the map. Whatever else this process has open stays here, close-on-exec or not. No signal is
 * blocked; those that this process handles itself have their default effect.
 *
 * @param program what to run
 * @param words argv, the program's name first
 * @param environment {@code NAME=VALUE} in octets
 * @param descriptors number in the program to descriptor here; of 0, 1 and 2 those not in it are
 *     inherited
 * @param ownGroup whether it leads a process group of its own, so that it and its children can be
 *     signalled together, and not by the terminal
 */
public record Spawn(
    Path program,
    List<String> words,
    List<byte[]> environment,
    Map<Integer, Descriptor> descriptors,
    boolean ownGroup) {
  private static final short SETPGROUP = 0x02;
  private static final short SETSIGDEF = 0x04;
  private static final short SETSIGMASK = 0x08;
  private static final int SIGCHLD = 17;

  /** More than posix_spawn_file_actions_t, posix_spawnattr_t or sigset_t take anywhere. */
  private static final int ROOM = 1024;

  /** glibc since 2.34. */
  private static final String CLOSE_FROM = "posix_spawn_file_actions_addclosefrom_np";

  public Spawn {
    if (words.isEmpty()) throw new IllegalArgumentException("a program has at least its name");
    words = List.copyOf(words);
    environment = List.copyOf(environment);
    descriptors = Map.copyOf(descriptors);
    for (int number : descriptors.keySet()) {
      if (number < 0) throw new IllegalArgumentException("no descriptor has the number " + number);
    }
  }

  /**
   * Starts it.
   *
   * @throws IOException if it cannot be started, with the reason of the system
   */
  public Child start() throws IOException {
    LibC.load();
    // With SIGCHLD ignored, as this process may have been started, no exit status is kept.
    LibC.signal(SIGCHLD, null);
    SortedMap<Integer, Descriptor> sources = new TreeMap<>();
    try (var argv = Octets.array(octets(words));
        var envp = Octets.array(environment);
        var actions = new Memory(ROOM);
        var attributes = new Memory(ROOM)) {
      moveAway(sources);
      return spawn(sources, actions, attributes, argv, envp);
    } finally {
      for (Descriptor source : sources.values()) source.close();
    }
  }

  private static List<byte[]> octets(List<String> words) {
    return words.stream().map(word -> word.getBytes(Octets.ENCODING)).toList();
  }

  /**
   * Copies above all numbers that the program gets, so that no dup2 overwrites another's source.
   */
  private void moveAway(SortedMap<Integer, Descriptor> sources) throws IOException {
    int above = Math.max(3, highest() + 1);
    for (var entry : descriptors.entrySet()) {
      sources.put(entry.getKey(), entry.getValue().copyFrom(above));
    }
  }

  private int highest() {
    return descriptors.keySet().stream().max(Integer::compare).orElse(2);
  }

  private Child spawn(
      Map<Integer, Descriptor> sources,
      Memory actions,
      Memory attributes,
      Octets.Strings argv,
      Octets.Strings envp)
      throws IOException {
    fill(actions, sources);
    describe(attributes);
    int[] pid = new int[1];
    int errno =
        LibC.posix_spawn(
            pid, Octets.of(program.toString()), actions, attributes, argv.memory(), envp.memory());
    LibC.posix_spawn_file_actions_destroy(actions);
    LibC.posix_spawnattr_destroy(attributes);
    if (errno != 0) throw new ErrnoException(errno, "cannot start " + program);
    return new Child(pid[0], ownGroup);
  }

  private void fill(Memory actions, Map<Integer, Descriptor> sources) throws IOException {
    LibC.posix_spawn_file_actions_init(actions);
    for (var source : sources.entrySet()) {
      LibC.posix_spawn_file_actions_adddup2(actions, source.getValue().number(), source.getKey());
    }
    int last = Math.max(2, highest());
    for (int number = 3; number < last; number++) {
      if (!sources.containsKey(number)) {
        LibC.posix_spawn_file_actions_addclose(actions, number);
      }
    }
    closeFrom(actions, last + 1);
  }

  private static void closeFrom(Memory actions, int lowest) throws IOException {
    Optional<Function> closeFrom = closeFrom();
    if (closeFrom.isPresent()) closeFrom.get().invokeInt(new Object[] {actions, lowest});
    else for (Descriptor open : openFrom(lowest)) open.closeOnExec(true);
  }

  private static Optional<Function> closeFrom() {
    try {
      return Optional.of(NativeLibrary.getInstance("c").getFunction(CLOSE_FROM));
    } catch (UnsatisfiedLinkError e) {
      return Optional.empty();
    }
  }

  /** What is open in this process now; other threads may open and close all the while. */
  private static List<Descriptor> openFrom(int lowest) throws IOException {
    var open = new ArrayList<Descriptor>();
    try (var entries = java.nio.file.Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
      for (Path entry : entries) {
        var descriptor = new Descriptor(Integer.parseInt(entry.getFileName().toString()));
        if (descriptor.number() >= lowest && descriptor.isOpen()) open.add(descriptor);
      }
    }
    return open;
  }

  private void describe(Memory attributes) throws ErrnoException {
    LibC.posix_spawnattr_init(attributes);
    int flags = SETSIGMASK | SETSIGDEF | (ownGroup ? SETPGROUP : 0);
    LibC.posix_spawnattr_setflags(attributes, (short) flags);
    LibC.posix_spawnattr_setpgroup(attributes, 0);
    try (var signals = new Memory(ROOM)) {
      checked(LibC.sigemptyset(signals), "sigemptyset");
      LibC.posix_spawnattr_setsigmask(attributes, signals);
      checked(LibC.sigaddset(signals, Child.SIGPIPE), "sigaddset");
      LibC.posix_spawnattr_setsigdefault(attributes, signals);
    }
  }
}
