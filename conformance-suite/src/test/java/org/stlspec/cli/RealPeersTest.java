package org.stlspec.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is known of real products must be found, where they are installed: never more, never less.
 */
class RealPeersTest {
  @TempDir private Path reports;

  @Test
  void stunnelTakesPrefixesResetsOtherCommandsAndAltersTheGreeting() throws Exception {
    installed("/usr/bin/stunnel4");
    int exit = run("--peer", "stunnel");
    assertEquals(Exit.FINDINGS, exit);
    var verdicts = verdicts();
    assertVerdicts(
        verdicts,
        "FAIL",
        "stls.prefix",
        "order.noop-before-stls",
        "order.quit-before-stls",
        "order.user-before-stls",
        "order.capa-twice-before-stls",
        "order.unknown-command-before-stls",
        "order.empty-line-before-stls",
        "plaintext.login",
        "greeting.untouched",
        "greeting.untouched.octetwise",
        "greeting.untouched.longest",
        "greeting.untouched.without-text",
        "greeting.negative",
        "capa.backend-lists-stls.inside-tls",
        "pipelining.capa-among-others",
        "injection.unasked-reply.behind-the-greeting",
        "injection.unasked-reply.during-handshake",
        "sasl.external-without-certificate",
        "transparency.no-forged-origin.inside-tls");
    assertVerdicts(
        verdicts,
        "WARN",
        "stls.argument",
        "injection.http-request",
        "limit.bad-commands-in-a-row",
        "suite.cbc-refused",
        "suite.aead-preferred");
    assertInjectionIsHarmless(verdicts);
  }

  @Test
  void dovecotKeepsTheNameGivenInClear() throws Exception {
    installed("/usr/sbin/dovecot");
    assumeTrue("root".equals(System.getProperty("user.name")), "dovecot changes users as root");
    int exit = run("--peer", "dovecot");
    assertEquals(Exit.FINDINGS, exit);
    var verdicts = verdicts();
    assertVerdicts(verdicts, "FAIL", "state.user-before-stls");
    assertVerdicts(verdicts, "PASS", "stls.after-login", "stls.after-login.in-clear");
    assertVerdicts(
        verdicts, "WARN", "suite.cbc-refused", "suite.aead-preferred", "suite.none-in-common");
    assertInjectionIsHarmless(verdicts);
    assertEquals(1, verdicts.values().stream().filter("FAIL"::equals).count(), verdicts::toString);
  }

  private static void installed(String program) {
    assumeTrue(Files.isExecutable(Path.of(program)), program + " is not installed");
  }

  private int run(String... options) throws Exception {
    var out = new StringWriter();
    String[] all = new String[options.length + 3];
    all[0] = "run";
    all[1] = "--report";
    all[2] = reports.toString();
    System.arraycopy(options, 0, all, 3, options.length);
    int exit =
        Stlspec.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(out))
            .execute(all);
    assertTrue(Files.exists(reports.resolve("junit.xml")), out::toString);
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(reports.resolve("junit.xml").toFile());
    return exit;
  }

  private Map<String, String> verdicts() throws IOException {
    Map<String, String> verdicts = new TreeMap<>();
    JsonNode report = new ObjectMapper().readTree(reports.resolve("report.json").toFile());
    for (JsonNode one : report.path("cases")) {
      verdicts.put(one.path("id").asText(), one.path("verdict").asText());
    }
    return verdicts;
  }

  private static void assertInjectionIsHarmless(Map<String, String> verdicts) {
    for (String place :
        List.of(
            "same-segment", "next-segment", "after-ok", "octetwise", "in-front-of-client-hello")) {
      verdicts.forEach(
          (id, verdict) -> {
            if (id.startsWith("injection." + place)) {
              assertEquals("PASS", verdict.replace("SKIP", "PASS"), id);
            }
          });
      assertVerdicts(verdicts, "PASS", "injection." + place + ".user-pass");
    }
  }

  private static void assertVerdicts(Map<String, String> verdicts, String expected, String... ids) {
    for (String id : ids) {
      assertEquals(expected, verdicts.get(id), id);
    }
  }
}
