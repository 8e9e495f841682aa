package org.stlspec.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stlspec.standin.Nuisance;
import org.stlspec.standin.Polite;
import org.stlspec.standin.StandIn;

class CompareCommandTest {
  @TempDir private Path folder;

  /** The report.json of a run of one case. */
  private String report(String name, StandIn.Manners manners, String... cases) {
    Path reports = folder.resolve(name);
    try (StandIn server = StandIn.with(manners)) {
      String[] run = {
        "--target", server.text(), "--patience", "300", "--report", reports.toString(), "--case"
      };
      String[] all = java.util.Arrays.copyOf(run, run.length + cases.length);
      System.arraycopy(cases, 0, all, run.length, cases.length);
      Invocation.of(all);
    }
    return reports.resolve("report.json").toString();
  }

  @Test
  void twoRunsOfTheSameAreTheSame() {
    String one = report("one", new Polite(), "greeting.one-line");
    String two = report("two", new Polite(), "greeting.one-line");
    Invocation.of("compare", one, two).ends(Exit.AS_EXPECTED).prints("no difference");
  }

  @Test
  void whatChangedIsToldLineByLine() {
    String before = report("before", new Polite(), "greeting.one-line");
    String after = report("after", Nuisance.TWICE, "greeting.one-line", "stls.prefix");
    Invocation.of("compare", before, after)
        .ends(Exit.FINDINGS)
        .prints("verdict      greeting.one-line: FAIL, was PASS")
        .prints("new case     stls.prefix: ")
        .prints(" differences");
    Invocation.of("compare", after, before)
        .ends(Exit.FINDINGS)
        .prints("case gone    stls.prefix: was ");
  }

  @Test
  void asJsonTheSameIsTold() throws IOException {
    String before = report("before", new Polite(), "greeting.one-line");
    String after = report("after", Nuisance.TWICE, "greeting.one-line");
    Invocation told = Invocation.of("compare", "--json", before, after).ends(Exit.FINDINGS);
    JsonNode first = new ObjectMapper().readTree(told.out()).at("/differences/0");
    assertEquals("verdict", first.get("kind").asText());
    assertEquals("greeting.one-line", first.get("id").asText());
    assertEquals("PASS", first.get("old").asText());
    assertEquals("FAIL", first.get("new").asText());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[1]", "{\"tool\":\"stlspec\"}", "\u0000"})
  void whatIsNoReportIsExitCode2AndNamed(String text) throws IOException {
    String file = Files.writeString(folder.resolve("no-report"), text).toString();
    Invocation.of("compare", file, file).ends(Exit.USAGE).says(file, " is no ");
  }

  @Test
  void aFolderIsNoReport() {
    String file = folder.toString();
    Invocation.of("compare", file, file).ends(Exit.USAGE).says("cannot read " + file + ": ");
  }
}
