package org.stlspec.load.jar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each benchmark in the jar runs, once, with each of its parameters. Times are not judged. */
class BenchmarksJarTest {
  @TempDir private Path folder;

  @Test
  void eachRunsOnce() throws Exception {
    Path results = folder.resolve("results");
    Path said = folder.resolve("said");
    var java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process jmh =
        new ProcessBuilder(
                (java
                        + " -jar target/benchmarks.jar -f 0 -bm ss -wi 0 -i 1 -foe true -rf json -rff "
                        + results)
                    .split(" ", -1))
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    assertTrue(jmh.waitFor(5, TimeUnit.MINUTES), "ends by itself");
    assertEquals(0, jmh.exitValue(), () -> tail(said));
    assertEquals(listed(), ran(new ObjectMapper().readTree(results.toFile())));
  }

  private static String tail(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static Set<String> ran(JsonNode results) {
    var names = new TreeSet<String>();
    results.forEach(
        result ->
            names.add(result.get("benchmark").asText().replaceFirst("org.stlspec.bench.", "")));
    return names;
  }

  private static Set<String> listed() {
    return new TreeSet<>(
        Set.of(
            "CommandBenchmark.relayed",
            "CommandBenchmark.refusedStls",
            "CommandBenchmark.rewrittenCapa",
            "HandshakeBenchmark.full",
            "HandshakeBenchmark.resumed",
            "LoopbackBenchmark.message",
            "LoopbackBenchmark.roundTrip",
            "RecordBenchmark.unwrap",
            "RecordBenchmark.wrap",
            "RelayBenchmark.command",
            "RelayBenchmark.relay",
            "SessionBenchmark.session"));
  }
}
