package org.stlspec.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stlspec.requirement.Requirements;
import org.stlspec.suite.Catalogue;
import org.stlspec.suite.Ledger;

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
        "--repeat 0 | --repeat",
        "--repeat often | often",
        "--case | --case",
        "--report | --report",
        "--tls-engine rot13 | rot13",
        "--target nowhere | nowhere",
        "--target 127.0.0.1:99999 | 99999",
        "--target 127.0.0.1:1 --start true | --target, --start and --peer",
        "--peer stunnel --start true | --target, --start and --peer",
        "--peer nosuch | there are: courier, courier-tls-required, dovecot",
        "--peer-dir /tmp | --peer-dir needs --peer",
        "--peer stunnel --peer-dir /no/such/folder | cannot read /no/such/folder",
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
        "list --peers --peer-dir /no/such/folder | cannot read /no/such/folder",
        "--peer stunnel --accept | --baseline FILE",
        "compare | OLD.json",
        "compare /no/such/old.json | NEW.json",
        "compare /no/such/old.json /no/such/new.json | cannot read /no/such/old.json",
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
  @ValueSource(
      strings = {"", "run ", "list ", "explain ", "compare ", "script ", "proxy ", "backend "})
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
        .prints("--level", "--slow", "--repeat", "--report", "--baseline", "--accept");
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
    var lines = told.out().lines().toList();
    int blank = lines.indexOf("");
    assertEquals(
        Requirements.all().rows().stream().map(row -> row.id()).toList(),
        lines.subList(0, blank).stream().map(line -> line.split(" ", 2)[0]).toList());
    assertEquals(Ledger.of(Catalogue.shipped()).totals(), lines.subList(blank + 1, lines.size()));
    JsonNode all =
        new ObjectMapper().readTree(Invocation.of("list", "--requirements", "--json").out());
    assertEquals(Requirements.all().rows().size(), all.size());
    assertEquals("POP3-BASE-01", all.at("/0/id").asText());
    assertTrue(all.at("/0/cases").isArray());
    for (JsonNode row : all) {
      assertEquals(row.get("cases").isEmpty(), !row.get("untested").asText().isEmpty());
      assertFalse(row.get("area").asText().isEmpty() || row.get("parties").isEmpty());
    }
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
  void aRequirementIsExplainedByItsCasesOrTheReasonWhyItHasNone() {
    for (var row : Ledger.of(Catalogue.shipped()).rows()) {
      var requirement = row.requirement();
      Invocation.of("explain", requirement.id())
          .ends(Exit.AS_EXPECTED)
          .prints(requirement.id(), requirement.statement())
          .prints(row.verified() ? "checked by" : "untested: " + requirement.untested())
          .prints(row.caseIds().toArray(new String[0]));
    }
  }
}
