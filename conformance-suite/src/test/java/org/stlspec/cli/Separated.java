package org.stlspec.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.stlspec.arrangement.Signals;

/** {@code stlspec proxy --user} as a service has it: a launcher and its processes. */
final class Separated implements AutoCloseable {
  static final String USER = "54321";

  /** For processes that live for seconds. */
  static final List<String> QUICK = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  final Process launcher;
  final long network;
  private final HostPort address;
  private final BlockingQueue<String> log = new LinkedBlockingQueue<>();
  private final List<String> seen = new ArrayList<>();

  /** Starts it, with HUP as a service has it. */
  Separated(String... arguments) throws Exception {
    var words = new ArrayList<>(List.of("proxy", "--user=" + USER, "--group=" + USER));
    words.add("--listen=127.0.0.1:0");
    words.addAll(List.of(arguments));
    List<String> java = quick(Launched.stlspec(words.toArray(String[]::new)));
    launcher = new ProcessBuilder(Signals.heard(java)).start();
    var reader = new Thread(() -> keep(launcher.errorReader(StandardCharsets.US_ASCII)), "log");
    reader.setDaemon(true);
    reader.start();
    String ready = readyLine(launcher.inputReader(StandardCharsets.US_ASCII));
    address = HostPort.parse(ready.split(" ", -1)[1]);
    network = Long.parseLong(logged("network-process=").replaceFirst(".*=(\\d+) user.*", "$1"));
  }

  /** Until its end, which comes with an exception if it was asked for. */
  private void keep(BufferedReader lines) {
    try (lines) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) log.add(line);
    } catch (IOException e) {
      // the test is over
    }
  }

  /** Flags of the launcher are those of the network process too. */
  private static List<String> quick(List<String> java) {
    var words = new ArrayList<>(java);
    words.addAll(1, QUICK);
    return words;
  }

  private String readyLine(BufferedReader out) throws IOException {
    String line = out.readLine();
    if (line != null) return line;
    throw new AssertionError("it does not start: " + log);
  }

  Socket client() throws IOException {
    var socket = new Socket(InetAddress.getByName(address.host()), address.port());
    socket.setSoTimeout(30_000);
    return socket;
  }

  int port() {
    return address.port();
  }

  /** Waits for a line of the log with this text; lines before it stay to be asked for. */
  String logged(String part) throws InterruptedException {
    Optional<String> line = seen.stream().filter(known -> known.contains(part)).findFirst();
    while (line.isEmpty()) {
      String next = log.poll(30, TimeUnit.SECONDS);
      if (next == null) throw new AssertionError("no " + part + " but " + seen);
      seen.add(next);
      if (next.contains(part)) line = Optional.of(next);
    }
    seen.remove(line.get());
    return line.get();
  }

  /** Lines of the status of the network process. */
  String status(String name) throws IOException {
    try (var lines = Files.lines(process("status"))) {
      return lines
          .filter(line -> line.startsWith(name + ":"))
          .map(line -> line.substring(name.length() + 1).strip())
          .findFirst()
          .orElseThrow();
    }
  }

  Path process(String file) {
    return Path.of("/proc", String.valueOf(network), file);
  }

  /** The programs that serve sessions. */
  List<ProcessHandle> programs() {
    return launcher
        .toHandle()
        .children()
        .filter(child -> child.info().command().filter(c -> c.endsWith("java")).isEmpty())
        .toList();
  }

  /** What the launcher and the network process have open. */
  List<Integer> descriptors() throws IOException {
    var counts = new ArrayList<Integer>();
    for (long pid : List.of(launcher.pid(), network)) {
      try (Stream<Path> open = Files.list(Path.of("/proc", String.valueOf(pid), "fd"))) {
        counts.add((int) open.count());
      }
    }
    return counts;
  }

  static void signal(long pid, String name) throws Exception {
    new ProcessBuilder("kill", "-" + name, String.valueOf(pid)).start().waitFor();
  }

  /** What it returns. */
  int exit() throws InterruptedException {
    if (!launcher.waitFor(40, TimeUnit.SECONDS)) throw new AssertionError("it does not end");
    return launcher.exitValue();
  }

  @Override
  public void close() {
    var all = launcher.descendants().toList();
    launcher.destroy();
    launcher.onExit().orTimeout(30, TimeUnit.SECONDS).exceptionally(late -> launcher).join();
    launcher.destroyForcibly();
    all.forEach(ProcessHandle::destroyForcibly);
  }
}
