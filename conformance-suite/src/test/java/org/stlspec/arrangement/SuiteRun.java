package org.stlspec.arrangement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What {@code stlspec run} found. */
record SuiteRun(int exit, String told, JsonNode report) {

  /** Against a server, as a user would. */
  static SuiteRun of(Path folder, InetSocketAddress server) throws Exception {
    return of(folder, server, List.of());
  }

  /** These cases, or all if none is named. */
  static SuiteRun of(Path folder, InetSocketAddress server, List<String> cases) throws Exception {
    String target = server.getAddress().getHostAddress() + ":" + server.getPort();
    var options =
        new ArrayList<>(List.of("--target", target, "--user", "alice", "--password", "wonderland"));
    cases.forEach(one -> options.addAll(List.of("--case", one)));
    return of(folder, options.toArray(String[]::new));
  }

  /** All cases; patient, for an arrangement may start several JVMs a session. */
  static SuiteRun of(Path folder, String... options) throws Exception {
    Path reports = folder.resolve("reports");
    var words = new ArrayList<>(Jar.stlspec("run", "--patience", "60000"));
    words.addAll(List.of("--report", reports.toString()));
    words.addAll(List.of(options));
    Path told = folder.resolve("told");
    Process run =
        new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(told.toFile()).start();
    int exit = run.waitFor();
    Path report = reports.resolve("report.json");
    if (Files.notExists(report)) throw new AssertionError(exit + ": " + Files.readString(told));
    return new SuiteRun(exit, Files.readString(told), new ObjectMapper().readTree(report.toFile()));
  }

  /** qmail-pop3d knows no CAPA, and after the login the proxy only relays. */
  private static final String OF_QMAIL = "WARN '-ERR unimplemented";

  /** Fails unless all is PASS, or SKIP for a reason that begins with one of these. */
  void passes(String... reasons) {
    assertEquals(0, exit, told);
    Map<String, String> others = new TreeMap<>();
    for (JsonNode one : report.path("cases")) {
      String seen = one.path("verdict").asText() + " " + one.path("observed").asText();
      if (!sound(seen, reasons)) others.put(one.path("id").asText(), seen);
    }
    assertEquals(Map.of(), others, told);
    assertTrue(report.path("summary").path("pass").asInt() > 0, told);
  }

  private static boolean sound(String seen, String... reasons) {
    return seen.startsWith("PASS ")
        || seen.startsWith(OF_QMAIL)
        || List.of(reasons).stream().anyMatch(reason -> seen.startsWith("SKIP " + reason));
  }
}
