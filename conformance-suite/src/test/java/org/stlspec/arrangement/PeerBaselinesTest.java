package org.stlspec.arrangement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.stlspec.target.Peer;
import org.stlspec.target.Peers;

/** What is known of each product must be found, where it is installed: never more, never less. */
@EnabledOnOs(OS.LINUX)
class PeerBaselinesTest {
  /** Most wait for silence most of the time. */
  private static final int AT_ONCE = 4;

  private static final String SEED = "seed";

  /** What its TLS front does; the programs behind it take three JVMs a session. */
  private static final List<String> OF_SEED =
      List.of("--case", "stls.*", "order.*", "greeting.*", "plaintext.*", "handshake.*");

  @TempDir private Path folder;

  private final ExecutorService runs = Executors.newFixedThreadPool(AT_ONCE);

  @AfterEach
  void stop() {
    runs.shutdownNow();
  }

  @TestFactory
  Stream<DynamicTest> everyPeerIsAsItsBaselineSays() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Peer peer : Peers.shipped().all()) {
      List<String> options = peer.name().equals(SEED) ? OF_SEED : List.of();
      Future<?> run = runs.submit(() -> mustMeetItsBaseline(peer, options));
      tests.add(DynamicTest.dynamicTest(peer.name(), () -> done(peer, run)));
    }
    return tests.stream();
  }

  @Test
  @Tag("jvm-per-session")
  void soIsTheSeedInAllCases() throws Exception {
    Peer seed = Peers.shipped().find(SEED);
    done(seed, runs.submit(() -> mustMeetItsBaseline(seed, List.of())));
  }

  private static void done(Peer peer, Future<?> run) throws Exception {
    assumeTrue(peer.missing().isEmpty(), () -> peer.name() + " needs " + peer.missing().orElse(""));
    run.get();
  }

  private Void mustMeetItsBaseline(Peer peer, List<String> options) throws Exception {
    if (peer.missing().isEmpty()) {
      var words = new ArrayList<>(Jar.stlspec("run", "--peer", peer.name()));
      words.addAll(options);
      Path told = folder.resolve(peer.name());
      Process run =
          new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(told.toFile()).start();
      try {
        assertEquals(0, run.waitFor(), () -> differences(told));
      } finally {
        run.destroy();
      }
    }
    return null;
  }

  private static String differences(Path told) {
    try (var lines = Files.lines(told)) {
      return String.join(
          "\n", lines.filter(line -> line.matches("(baseline|stlspec):.*|\\d+ cases.*")).toList());
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
