package org.stlspec.compare.jar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A short comparison by the jar: with nginx and Dovecot where they are installed. Times are not
 * judged.
 */
class CompareJarTest {
  private static final Path JAR = Path.of("target", "stlspec-compare.jar");

  @TempDir private Path folder;

  @Test
  void aFewSeconds() throws Exception {
    var words = new ArrayList<String>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(
        List.of(
            "-jar", JAR.toString(), "--targets", "boringssl,nginx,dovecot-proxy", "--rounds", "1"));
    words.addAll(List.of("--works", "full,resumed,round-trips-16,stls", "--warm-up", "0"));
    words.addAll(List.of("--seconds", "0.2", "--report", folder.toString()));
    Process process =
        new ProcessBuilder(words)
            .redirectError(folder.resolve("err").toFile())
            .redirectOutput(folder.resolve("out").toFile())
            .start();
    assertTrue(process.waitFor(120, TimeUnit.SECONDS), "ends by itself");
    assertEquals(0, process.exitValue(), said());
    JsonNode root = new ObjectMapper().readTree(folder.resolve("compare.json").toFile());
    for (String figure : "full,resumed,trip-16,trip-16-p99,stls".split(",", -1)) {
      JsonNode median = root.at("/figures/" + figure + "/targets/boringssl/median");
      assertTrue(median.isNumber(), figure);
    }
    assertEquals(0, root.get("troubles").size(), said());
    assertMeasuredOrLeftOut(root, "full", "nginx", "nginx");
    assertMeasuredOrLeftOut(root, "stls", "dovecot-proxy", "dovecot-core dovecot-pop3d");
  }

  private void assertMeasuredOrLeftOut(JsonNode root, String figure, String target, String packages)
      throws IOException {
    boolean measured = root.at("/figures/" + figure + "/targets/" + target).isObject();
    assertTrue(measured || said().contains(target + " is left out: install " + packages), said());
  }

  private String said() throws IOException {
    return Files.readString(folder.resolve("err")) + Files.readString(folder.resolve("out"));
  }
}
