package org.stlspec.load.jar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stlspec.proxy.tls.TlsEngine;
import org.stlspec.target.EmbeddedTarget;

/** A load of five seconds by the jar, on the reference proxy before the maildrop of another jar. */
class LoadJarTest {
  private static final Path JAR = Path.of("target", "stlspec-load.jar");

  @TempDir private Path folder;

  private ProcessBuilder jar(String... arguments) {
    var words = new ArrayList<String>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-jar", JAR.toString()));
    words.addAll(List.of(arguments));
    return new ProcessBuilder(words).redirectError(folder.resolve("err").toFile());
  }

  private static InetSocketAddress ready(Process server) throws IOException {
    var out =
        new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
    String line = String.valueOf(out.readLine());
    assertTrue(line.startsWith("ready 127.0.0.1:"), line);
    return new InetSocketAddress(
        InetAddress.getLoopbackAddress(), Integer.parseInt(line.substring(16)));
  }

  @Test
  void fiveSeconds() throws Exception {
    Path mix =
        Files.write(
            folder.resolve("mix"),
            List.of("messages 2000x4 100000", "session 2 STAT", "session 1 STAT, LIST, RETR *"));
    Process server = jar("--serve", "127.0.0.1:0", "--mix", mix.toString()).start();
    try (var proxy = EmbeddedTarget.start(ready(server), TlsEngine.AUTO)) {
      String target = "127.0.0.1:" + proxy.address().getPort();
      Process load =
          jar(
                  "--target",
                  target,
                  "--mix",
                  mix.toString(),
                  "--users",
                  "2",
                  "--warm-up",
                  "1",
                  "--duration",
                  "4",
                  "--resume",
                  "50",
                  "--report",
                  folder.toString())
              .redirectOutput(folder.resolve("out").toFile())
              .start();
      assertTrue(load.waitFor(60, TimeUnit.SECONDS), "ends by itself");
      assertEquals(0, load.exitValue(), said());
    } finally {
      server.destroy();
      server.waitFor();
    }
    examine(new ObjectMapper().readTree(folder.resolve("load.json").toFile()));
  }

  private String said() throws IOException {
    return Files.readString(folder.resolve("err")) + Files.readString(folder.resolve("out"));
  }

  private void examine(JsonNode report) throws IOException {
    assertTrue(report.at("/summary/sessions").asInt() > 0, said());
    assertEquals(0, report.at("/summary/failed").asInt(), said());
    for (String phase : "stls,handshake-full,handshake-resumed,capa-tls,retr".split(",", -1)) {
      assertTrue(report.at("/phases/" + phase + "/count").asInt() > 0, phase);
    }
    assertTrue(report.get("seconds").size() >= 4);
    assertTrue(Files.readString(folder.resolve("load.html")).contains("</html>"));
    String progress = Files.readString(folder.resolve("err"));
    assertTrue(progress.lines().allMatch(line -> line.matches(" *\\d+ s .* 0 failed")), progress);
  }
}
