package org.stlspec.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stlspec.standin.Nobody;
import org.stlspec.standin.Nuisance;
import org.stlspec.standin.Polite;
import org.stlspec.standin.StandIn;
import org.stlspec.standin.Talk;
import org.stlspec.standin.TlsServer;

class RunCommandTest {
  @TempDir private Path folder;

  /** Says {@code +OK} to these words and {@code -ERR} to all others, CAPA among them. */
  private static StandIn.Manners positiveTo(String... words) {
    return socket -> {
      Talk.say(socket, "+OK\r\n");
      for (String word = Talk.keyword(socket); !word.isEmpty(); word = Talk.keyword(socket)) {
        Talk.say(socket, Set.of(words).contains(word) ? "+OK\r\n" : "-ERR\r\n");
      }
    };
  }

  @Test
  void theEmbeddedProxyPassesWithoutAnyOption() {
    Invocation.of("--case", "capa.*")
        .ends(Exit.AS_EXPECTED)
        .prints("reference proxy", "proxy mode", " 0 FAIL");
  }

  @ParameterizedTest
  @CsvSource({"boringssl", "jsse", "bc"})
  void everyEngineOfTheEmbeddedProxyPasses(String engine) {
    Invocation.of("run", "--case", "stls.upgrade", "tls.*", "--tls-engine", engine)
        .ends(Exit.AS_EXPECTED)
        .prints("reference proxy (" + engine + ")", " 0 FAIL, 0 WARN, 0 SKIP");
  }

  @Test
  void aServerIsJudgedFromTheClientLegAlone() {
    try (StandIn server = StandIn.with(new Polite())) {
      Invocation.of("--target", server.text(), "--case", "sanity.*", "transparency.*")
          .ends(Exit.AS_EXPECTED)
          .prints("server mode", "the backend leg is not ours (server mode)", "1 PASS");
    }
  }

  @Test
  void aFindingIsExitCode1AndToldInFull() {
    try (StandIn server = StandIn.with(Nuisance.TWICE)) {
      Invocation.of("--target", server.text(), "--patience", "300", "--case", "greeting.one-line")
          .ends(Exit.FINDINGS)
          .prints("FAIL greeting.one-line", "expected behind the greeting", "observed '+OK");
    }
  }

  @ParameterizedTest
  @CsvSource({"must, 0", "security, 0", "should, 1", "SHOULD, 1"})
  void aWarningFailsOnlyARunAtLevelShould(String level, int exit) {
    try (StandIn server = StandIn.with(positiveTo("NOOP", "QUIT"))) {
      Invocation.of(
              "--target",
              server.text(),
              "--patience",
              "300",
              "--level",
              level,
              "--case",
              "greeting.command-before-it",
              "--exclude",
              "sanity.*")
          .ends(exit)
          .prints("1 cases: 0 PASS, 0 FAIL, 1 WARN");
    }
  }

  @Test
  void aClosedPortIsExitCode3AndNamed() {
    try (var nobody = new Nobody()) {
      Invocation.of("--target", nobody.text()).ends(Exit.TROUBLE).says(nobody.text(), "refused");
    }
  }

  @Test
  void aTargetThatIsNoPop3ServerIsExitCode3() {
    try (StandIn server = StandIn.with(Nuisance.CLOSES)) {
      Invocation.of("--target", server.text()).ends(Exit.TROUBLE).says("no greeting");
    }
  }

  @Test
  void aPortForTlsFromTheFirstOctetIsExitCode3AndToldFromOneWithStls() {
    StandIn.Manners tlsFirst = socket -> new TlsServer("TLSv1.3").handshake(socket);
    try (StandIn server = StandIn.with(tlsFirst)) {
      Invocation.of("--target", server.text(), "--patience", "3000")
          .ends(Exit.TROUBLE)
          .says("STLS is not offered: this port speaks TLS from the first octet");
    }
  }

  @Test
  void anUpgradeThatFailsIsToldFromNoOffer() {
    try (StandIn server = StandIn.with(positiveTo("STLS", "NOOP", "QUIT"))) {
      Invocation.of(
              "--target", server.text(), "--patience", "300", "--case", "resumption.other-name")
          .ends(Exit.AS_EXPECTED)
          .prints("STLS leads to no TLS: behind its +OK the handshake ended in ");
    }
  }

  @Test
  void aBackendAddressThatIsTakenIsExitCode3AndNamed() {
    try (StandIn taken = StandIn.with(new Polite())) {
      Invocation.of("--target", taken.text(), "--backend", taken.text())
          .ends(Exit.TROUBLE)
          .says(taken.text());
    }
  }

  @Test
  void aReportIsFourFilesAndIsWrittenAlsoWhenCasesFail() throws IOException {
    Path reports = folder.resolve("new/report");
    try (StandIn server = StandIn.with(Nuisance.TWICE)) {
      Invocation.of(
              "--target",
              server.text(),
              "--patience",
              "300",
              "--case",
              "greeting.*",
              "--report",
              reports.toString())
          .ends(Exit.FINDINGS);
    }
    try (var files = Files.list(reports)) {
      var names = files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
      assertEquals(Set.of("report.json", "junit.xml", "report.html", "summary.md"), names);
    }
    var json = new ObjectMapper().readTree(reports.resolve("report.json").toFile());
    assertEquals("server", json.at("/target/mode").asText());
    assertTrue(json.at("/summary/fail").asInt() > 0);
  }

  @Test
  void aReportFolderThatCannotBeWrittenIsExitCode3AndNamed() throws IOException {
    String file = Files.createFile(folder.resolve("file")).toString();
    try (StandIn server = StandIn.with(new Polite())) {
      for (String reports : new String[] {file, file + "/below"}) {
        Invocation.of("--target", server.text(), "--case", "sanity.*", "--report", reports)
            .ends(Exit.TROUBLE)
            .says("cannot write the report to " + reports + ": ");
      }
    }
  }

  private static final String[] REPEATED = {
    "--case", "stls.after-login.in-clear", "--exclude", "sanity.*", "--patience", "300",
    "--user", "alice", "--password", "wonderland", "--repeat", "3"
  };

  /** Refuses STLS but for one time that it is asked behind a login. */
  private static StandIn.Manners acceptsStlsAtTime(int number) {
    var asked = new AtomicInteger();
    return socket -> {
      Talk.say(socket, "+OK\r\n");
      boolean in = false;
      for (String word = Talk.keyword(socket); !word.isEmpty(); word = Talk.keyword(socket)) {
        in |= word.equals("PASS");
        boolean yes = !word.equals("STLS") || (in && asked.incrementAndGet() == number);
        Talk.say(socket, yes ? "+OK\r\n" : "-ERR\r\n");
        if (word.equals("CAPA")) Talk.say(socket, ".\r\n");
      }
    };
  }

  @Test
  void aVerdictThatChangesBetweenRoundsFailsTheRun() throws IOException {
    Path reports = folder.resolve("report");
    try (StandIn server = StandIn.with(acceptsStlsAtTime(2))) {
      Invocation.of(with(REPEATED, "--target", server.text(), "--report", reports.toString()))
          .ends(Exit.FINDINGS)
          .prints("round 2 ", "round 3 ", "UNSTABLE stls.after-login.in-clear: 2 PASS, 1 FAIL")
          .prints("1 UNSTABLE in 3 rounds");
    }
    var json = new ObjectMapper().readTree(reports.resolve("report.json").toFile());
    assertEquals("stls.after-login.in-clear", json.at("/unstable/0/id").asText());
    assertEquals(1, json.at("/summary/fail").asInt());
  }

  @Test
  void verdictsThatStayTheSameAreStable() {
    try (StandIn server = StandIn.with(acceptsStlsAtTime(0))) {
      Invocation.of(with(REPEATED, "--target", server.text()))
          .ends(Exit.AS_EXPECTED)
          .prints("0 UNSTABLE in 3 rounds");
    }
  }

  @Test
  void aBaselineDoesNotExcuseAVerdictThatChanges() {
    String baseline = folder.resolve("baseline.json").toString();
    try (StandIn server = StandIn.with(acceptsStlsAtTime(2))) {
      Invocation.of(with(REPEATED, "--target", server.text(), "--baseline", baseline, "--accept"))
          .ends(Exit.FINDINGS)
          .prints("baseline written", "1 UNSTABLE in 3 rounds");
    }
  }

  private static String[] with(String[] run, String... more) {
    return Stream.concat(Arrays.stream(run), Arrays.stream(more)).toArray(String[]::new);
  }

  @Test
  void aBaselineIsWrittenMetAndMissed() throws IOException {
    Path baseline = folder.resolve("baseline.json");
    try (StandIn server = StandIn.with(Nuisance.TWICE)) {
      String[] run = {
        "--target",
        server.text(),
        "--patience",
        "300",
        "--case",
        "greeting.one-line",
        "--baseline",
        baseline.toString(),
        "--accept"
      };
      Invocation.of(run).ends(Exit.AS_EXPECTED).prints("1 entries still need a reason");
      String[] again = Arrays.copyOf(run, run.length - 1);
      Invocation.of(again).ends(Exit.FINDINGS).prints("greeting.one-line: no reason given");
      Files.writeString(baseline, Files.readString(baseline).replace("\"\"", "\"known\""));
      Invocation.of(again).ends(Exit.AS_EXPECTED);
      Files.writeString(baseline, Files.readString(baseline).replace("FAIL", "WARN"));
      Invocation.of(again).ends(Exit.FINDINGS).prints("expected WARN, got FAIL");
    }
  }

  @Test
  void aBaselineThatIsNoneIsExitCode2() throws IOException {
    for (String text : new String[] {"{}", "[{}]", "[", "[{\"id\":\"a\"},{\"id\":\"a\"}]"}) {
      Path baseline = Files.writeString(folder.resolve("baseline.json"), text);
      Invocation told = Invocation.of("--baseline", baseline.toString()).ends(Exit.USAGE);
      assertFalse(told.err().isBlank());
      told.says("baseline.json");
    }
  }
}
