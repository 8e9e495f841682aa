package org.stlspec.arrangement;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.stlspec.cli.HostPort;
import org.stlspec.wire.Client;
import org.stlspec.wire.Transcript;

/** {@code stlspec proxy} as a process of its own that listens. */
final class Daemon implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Process process;
  private final InetSocketAddress address;
  private final LogFile log;

  private Daemon(Process process, LogFile log) throws IOException {
    this.process = process;
    this.log = log;
    String ready = process.inputReader(StandardCharsets.US_ASCII).readLine();
    if (ready == null) throw new AssertionError("not started: " + log.lines());
    address = HostPort.parse(ready.split(" ", -1)[1]).resolved();
  }

  /** With a certificate made for it in this folder, which is all that tests of sessions need. */
  static Daemon start(Path folder, String backend, String... options) throws IOException {
    return startAt("127.0.0.1:0", folder, backend, options);
  }

  /** The same, with its rights or without. */
  static Daemon start(Path folder, String backend, Privileges privileges) throws IOException {
    var options = new ArrayList<>(privileges.options(folder));
    options.add("--max-connections=200");
    return start(folder, backend, options.toArray(String[]::new));
  }

  /** On another address. */
  static Daemon startAt(String listen, Path folder, String backend, String... options)
      throws IOException {
    var words = new ArrayList<>(Jar.stlspec("proxy", "--listen", listen, "--backend", backend));
    words.addAll(Credentials.in(folder));
    words.addAll(List.of(options));
    return start(folder, words);
  }

  /** Any command that ends in being the proxy. */
  static Daemon start(Path folder, List<String> words) throws IOException {
    Path log = Files.createTempFile(folder, "log", "");
    Process process = new ProcessBuilder(Signals.heard(words)).redirectError(log.toFile()).start();
    return new Daemon(process, new LogFile(log));
  }

  InetSocketAddress address() {
    return address;
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  Client client() {
    return new Client(address, PATIENCE, new Transcript());
  }

  Holdings holdings() {
    return Holdings.of(handle());
  }

  LogFile log() {
    return log;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
    throw new AssertionError("does not end when told");
  }
}
