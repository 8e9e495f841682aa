package org.stlspec.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stlspec.requirement.Requirements;
import org.stlspec.verdict.Verdict;

/** People script against report.json: a change here is a change of the contract. */
class JsonReportTest {
  @TempDir private Path folder;
  private JsonNode json;

  @BeforeEach
  void write() throws IOException {
    Path file = folder.resolve("report.json");
    JsonReport.write(Sample.report(), file);
    json = new ObjectMapper().readTree(file.toFile());
  }

  private static List<String> keys(JsonNode node) {
    List<String> keys = new ArrayList<>();
    node.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  @Test
  void keysAreTheseInThisOrder() {
    assertEquals(
        List.of(
            "tool",
            "version",
            "started",
            "millis",
            "target",
            "summary",
            "cases",
            "requirements",
            "profile",
            "rounds",
            "unstable"),
        keys(json));
    assertEquals(List.of("name", "address", "mode"), keys(json.get("target")));
    assertEquals(
        List.of("pass", "fail", "warn", "skip", "inconclusive", "error"),
        keys(json.get("summary")));
    assertEquals(
        List.of(
            "id",
            "title",
            "level",
            "requirements",
            "verdict",
            "observed",
            "expected",
            "millis",
            "transcript"),
        keys(json.at("/cases/0")));
    assertEquals(
        List.of("micros", "leg", "from", "tls", "octets"), keys(json.at("/cases/0/transcript/0")));
    assertEquals(
        List.of("micros", "leg", "from", "tls", "octets", "note"),
        keys(json.at("/cases/0/transcript/1")));
    assertEquals(
        List.of("id", "level", "source", "verdict", "cases", "untested"),
        keys(json.at("/requirements/0")));
    assertEquals(List.of("case", "level", "observed"), keys(json.at("/profile/0")));
  }

  @Test
  void theHeadTellsToolAndTarget() {
    assertEquals("stlspec", json.get("tool").asText());
    assertEquals("1.2.3", json.get("version").asText());
    assertEquals("2026-01-02T03:04:05Z", json.get("started").asText());
    assertEquals(1234, json.get("millis").asLong());
    assertEquals("192.0.2.7:110", json.at("/target/address").asText());
    assertEquals("proxy", json.at("/target/mode").asText());
  }

  @Test
  void aCaseTellsItsRequirementsAndARequirementItsCases() {
    var one = Sample.report().results().get(0).description();
    List<String> requirements = new ArrayList<>();
    json.at("/cases/0/requirements").forEach(id -> requirements.add(id.asText()));
    assertEquals(one.requirements(), requirements);
    for (JsonNode row : json.get("requirements")) {
      if (row.get("id").asText().equals(requirements.get(0))) {
        assertEquals(one.id(), row.at("/cases/0").asText());
      }
    }
  }

  @Test
  void theSummaryCountsEveryVerdict() {
    for (Verdict verdict : Verdict.values()) {
      String key = verdict.name().toLowerCase(java.util.Locale.ROOT);
      assertEquals(1, json.at("/summary/" + key).asInt(), key);
    }
  }

  @Test
  void octetsAreEscapedText() {
    assertEquals("<\\x00\\xff\\r\\n", json.at("/cases/0/transcript/0/octets").asText());
    assertTrue(json.at("/cases/0/transcript/0/tls").asBoolean());
    assertEquals("closed <here>", json.at("/cases/0/transcript/1/note").asText());
    assertEquals("backend", json.at("/cases/0/transcript/1/leg").asText());
  }

  @Test
  void everyRequirementIsEitherJudgedByCasesOrUntestedForAReason() {
    JsonNode rows = json.get("requirements");
    assertEquals(Requirements.all().rows().size(), rows.size());
    int judged = 0;
    for (JsonNode row : rows) {
      boolean untested = row.get("verdict").isNull();
      assertEquals(untested, !row.get("untested").asText().isEmpty(), row.toString());
      assertEquals(untested, row.get("cases").isEmpty(), row.toString());
      judged += untested ? 0 : 1;
    }
    assertTrue(judged > 0);
  }

  @Test
  void theProfileTellsWhichSoundAnswersWereSeen() {
    assertEquals(1, json.get("profile").size());
    assertEquals(json.at("/cases/0/id"), json.at("/profile/0/case"));
    assertEquals(json.at("/cases/0/observed"), json.at("/profile/0/observed"));
  }

  @Test
  void aRunOfOneRoundHasNothingUnstable() {
    assertEquals(1, json.get("rounds").asInt());
    assertTrue(json.get("unstable").isEmpty());
  }

  @Test
  void whatChangedBetweenRoundsIsCounted() throws IOException {
    var rounds =
        List.of(
            List.of(Verdict.PASS, Verdict.PASS),
            List.of(Verdict.FAIL, Verdict.PASS),
            List.of(Verdict.PASS, Verdict.PASS));
    Path file = folder.resolve("rounds.json");
    JsonReport.write(Sample.rounds(rounds), file);
    JsonNode written = new ObjectMapper().readTree(file.toFile());
    assertEquals(3, written.get("rounds").asInt());
    assertEquals(1, written.get("unstable").size());
    assertEquals(written.at("/cases/0/id"), written.at("/unstable/0/id"));
    assertEquals("{\"PASS\":2,\"FAIL\":1}", written.at("/unstable/0/verdicts").toString());
    assertEquals("FAIL", written.at("/cases/0/verdict").asText());
  }
}
