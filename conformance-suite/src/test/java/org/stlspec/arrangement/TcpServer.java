package org.stlspec.arrangement;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The real tcpserver, which starts a command for each connection. */
final class TcpServer implements AutoCloseable {
  private final Process process;
  private final LogFile log;
  private final InetSocketAddress address;

  /** Its words, and those of what it starts, go to a log in this folder. */
  TcpServer(Path folder, List<String> command) throws IOException {
    Path program = Path.of("/usr/bin/tcpserver");
    assumeTrue(Files.isExecutable(program), "tcpserver is not installed (package ucspi-tcp)");
    var words = new ArrayList<>(List.of(program.toString(), "-1HR", "-lmail", "127.0.0.1", "0"));
    words.addAll(command);
    Path file = Files.createTempFile(folder, "tcpserver", ".log");
    log = new LogFile(file);
    process = new ProcessBuilder(words).redirectError(file.toFile()).start();
    String port = process.inputReader(StandardCharsets.US_ASCII).readLine();
    if (port == null) throw new AssertionError("tcpserver: " + log.lines());
    address = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port));
  }

  InetSocketAddress address() {
    return address;
  }

  LogFile log() {
    return log;
  }

  /** Fails if something that it has started does not end by itself. */
  @Override
  public void close() throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    try {
      while (process.descendants().findAny().isPresent() && System.nanoTime() < end) {
        Thread.sleep(10);
      }
      List<String> left = process.descendants().map(p -> p.info().toString()).toList();
      if (!left.isEmpty()) throw new AssertionError("left: " + left);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroy();
    }
  }
}
