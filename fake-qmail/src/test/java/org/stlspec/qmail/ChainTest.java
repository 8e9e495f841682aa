package org.stlspec.qmail;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A server for each test, whose first session can be waited for. */
abstract class ChainTest {

  @TempDir Path directory;

  final List<String> diagnostics = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch served = new CountDownLatch(1);
  private final List<TcpServer> servers = new ArrayList<>();

  @AfterEach
  void closeAll() {
    servers.forEach(TcpServer::close);
  }

  /** The chain over a Maildir. */
  InetSocketAddress serve(Path maildir) throws IOException {
    return serve(FakeQmail.chain("pop.lab.test", maildir, Map.of("alice", "wonderland")));
  }

  InetSocketAddress serve(Program program) throws IOException {
    var server =
        TcpServer.listen(
            Loopback.any(),
            connection -> {
              try {
                program.serve(connection);
              } finally {
                served.countDown();
              }
            },
            diagnostics::add);
    servers.add(server);
    return server.address();
  }

  void awaitServed() throws InterruptedException {
    if (!served.await(20, TimeUnit.SECONDS)) {
      throw new AssertionError("the first session goes on and on");
    }
  }

  /** A Maildir with these messages, oldest first; the first is number 1. */
  Path maildir(String... messages) throws IOException {
    Path maildir = directory.resolve("Maildir");
    for (String folder : List.of("new", "cur", "tmp")) {
      Files.createDirectories(maildir.resolve(folder));
    }
    for (int i = 0; i < messages.length; i++) {
      Path file = maildir.resolve("new/" + (1001 + i) + ".x");
      Files.writeString(file, messages[i], StandardCharsets.ISO_8859_1);
      age(file, 1001 + i);
    }
    return maildir;
  }

  static void age(Path file, long secondsSince1970) throws IOException {
    var time = FileTime.from(secondsSince1970, TimeUnit.SECONDS);
    Files.setLastModifiedTime(file, time);
  }

  /** The files of a Maildir, as {@code new/name}, sorted. */
  static List<String> files(Path maildir) throws IOException {
    try (Stream<Path> all = Files.walk(maildir)) {
      return all.filter(Files::isRegularFile)
          .map(file -> maildir.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  static final Duration SHORT = Duration.ofMillis(50);
}
