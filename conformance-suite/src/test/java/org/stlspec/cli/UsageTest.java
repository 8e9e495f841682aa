package org.stlspec.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stlspec.requirement.Requirements;
import org.stlspec.suite.Catalogue;

class UsageTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--bogus | --bogus",
        "run --bogus | --bogus",
        "bogus | bogus",
        "--level never | never",
        "--patience 0 | --patience",
        "--patience soon | soon",
        "--case | --case",
        "--report | --report",
        "--tls-engine rot13 | rot13",
        "--target nowhere | nowhere",
        "--target 127.0.0.1:99999 | 99999",
        "--target 127.0.0.1:1 --start true | --target and --start",
        "--backend 127.0.0.1:1 | --backend",
        "--config x | --config",
        "--start true --config /no/such/file | /no/such/file",
        "--start true --config . | cannot read .",
        "--user alice | --password",
        "--password secret | --user",
        "--accept | --baseline",
        "--baseline /no/such/file | /no/such/file",
        "--start 'sh | quote",
        "explain | CASE|REQUIREMENT",
        "explain nonsense | nonsense",
        "list --bogus | --bogus",
        "script | FILE",
        "proxy | --backend"
      })
  void wrongUseIsExitCode2AndOneLineThatNamesIt(String arguments, String named) {
    Invocation.of(arguments.split(" ", -1)).ends(Exit.USAGE).says(named);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--case nothing.*", "run --case nothing.*", "--exclude *"})
  void nothingSelectedIsExitCode4(String arguments) {
    Invocation.of(arguments.split(" ", -1)).ends(Exit.NOTHING_SELECTED).says("no case matches");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "run ", "list ", "explain ", "script ", "proxy ", "backend "})
  void everyCommandHasHelp(String command) {
    for (String help : new String[] {"-h", "--help"}) {
      Invocation told = Invocation.of((command + help).split(" ", -1)).ends(Exit.AS_EXPECTED);
      told.prints("Usage: stlspec " + command.strip());
      assertEquals("", told.err());
    }
  }

  @Test
  void theContractsOptionsAreInTheHelp() {
    Invocation.of("--help")
        .prints("--target", "--backend", "--start", "--user", "--password", "--case", "--exclude")
        .prints("--level", "--slow", "--report", "--baseline", "--accept");
  }

  @Test
  void theVersionIsOneLine() {
    Invocation told = Invocation.of("--version").ends(Exit.AS_EXPECTED);
    assertTrue(told.out().strip().matches("stlspec \\S+"), told.out());
  }

  @Test
  void listNamesEveryCaseALine() {
    Invocation told = Invocation.of("list").ends(Exit.AS_EXPECTED);
    var ids = told.out().lines().map(line -> line.split(" ", 2)[0]).toList();
    assertEquals(Catalogue.shipped().cases().stream().map(one -> one.id()).toList(), ids);
  }

  @Test
  void listAsJsonTellsTheSame() throws IOException {
    JsonNode all = new ObjectMapper().readTree(Invocation.of("list", "--json").out());
    var ids =
        StreamSupport.stream(all.spliterator(), false).map(one -> one.get("id").asText()).toList();
    assertEquals(Catalogue.shipped().cases().stream().map(one -> one.id()).toList(), ids);
    for (String key : new String[] {"id", "title", "level", "slow", "requirements"}) {
      assertTrue(all.get(0).has(key), key);
    }
  }

  @Test
  void listOfRequirementsNamesThemWithTheirCases() throws IOException {
    Invocation told = Invocation.of("list", "--requirements").ends(Exit.AS_EXPECTED);
    assertEquals(Requirements.all().rows().size(), told.out().lines().count());
    told.prints("POP3-BASE-01");
    JsonNode all =
        new ObjectMapper().readTree(Invocation.of("list", "--requirements", "--json").out());
    assertEquals(Requirements.all().rows().size(), all.size());
    assertEquals("POP3-BASE-01", all.at("/0/id").asText());
    assertTrue(all.at("/0/cases").isArray());
  }

  @Test
  void everyCaseIsExplained() {
    for (var one : Catalogue.shipped().cases()) {
      Invocation.of("explain", one.id())
          .ends(Exit.AS_EXPECTED)
          .prints(one.id(), one.title(), one.requirements().get(0), one.fix());
    }
  }

  @Test
  void aRequirementIsExplained() {
    for (String id : List.of("POP3-BASE-01", "POP3-INJ-01", "QMAIL-01")) {
      var row = Requirements.all().find(id).orElseThrow();
      Invocation.of("explain", row.id()).ends(Exit.AS_EXPECTED).prints(row.id(), row.statement());
    }
  }
}
