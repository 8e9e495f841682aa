package org.stlspec.cases;

import static org.stlspec.suite.Need.BACKEND_AT_CONNECT;
import static org.stlspec.suite.Need.BACKEND_GREETING;
import static org.stlspec.suite.Need.COMMANDS_IN_CLEAR;
import static org.stlspec.suite.Need.STLS;

import org.stlspec.qmail.script.Act;
import org.stlspec.qmail.script.Script;
import org.stlspec.suite.Case;
import org.stlspec.verdict.Inconclusive;
import org.stlspec.verdict.Judge;
import org.stlspec.wire.Backend;
import org.stlspec.wire.Client;
import org.stlspec.wire.MultiLine;
import org.stlspec.wire.Octets;
import org.stlspec.wire.Reply;

/** The first line of a session, and that it comes once. */
class GreetingCases {
  private static final String ODD =
      "+OK [X-LAB/ODD] caf\u00e9 \t <1896.697170952@dbc.lab.test>  \u00ff\r\n";

  @Case(
      id = "greeting.one-line",
      verifies = {"POP3-BASE-01", "POP3-BASE-02"},
      fix = "Send one line with +OK and CRLF, then wait for the client.")
  void theGreetingIsOnePositiveLine(Client client, Judge judge) {
    Reply greeting = client.greeting();
    greeting.mustBeOk("a positive greeting");
    if (!greeting.octets().latin1().endsWith("\r\n")) {
      greeting.mustBe(greeting.text() + "\r\n", "a greeting that ends in CRLF");
    }
    MultiLine capa = client.capa();
    if (capa.lines().stream().anyMatch(line -> line.startsWith("+OK"))) {
      judge.fail("behind the greeting nothing but the reply to CAPA", capa.seen());
    }
  }

  @Case(
      id = "greeting.untouched",
      verifies = "POP3-PXT-01",
      needs = BACKEND_GREETING,
      fix = "Pass the backend's greeting octet for octet: the APOP timestamp is part of it.")
  void theBackendsGreetingArrivesOctetForOctet(Client client, Backend backend) {
    backend.play(Script.modern().greeting(Act.send(ODD)));
    client.greeting().mustBe(ODD, "the backend's greeting '" + Octets.of(ODD) + "'");
  }

  @Case(
      id = "greeting.untouched.octetwise",
      verifies = "POP3-PXT-01",
      needs = BACKEND_GREETING,
      fix = "Collect the greeting up to its line end, however it is cut into segments.")
  void aGreetingInSegmentsOfOneOctetArrivesWhole(Client client, Backend backend) {
    backend.play(Script.modern().greeting(Act.octetwise(ODD)));
    client.greeting().mustBe(ODD, "the backend's greeting '" + Octets.of(ODD) + "'");
  }

  @Case(
      id = "greeting.untouched.longest",
      verifies = {"POP3-PXT-01", "POP3-BASE-08"},
      needs = BACKEND_GREETING,
      fix = "Accept a first line of 512 octets with CRLF.")
  void aGreetingOf512OctetsArrivesWhole(Client client, Backend backend) {
    String longest = "+OK " + "g".repeat(506) + "\r\n";
    backend.play(Script.modern().greeting(Act.send(longest)));
    client.greeting().mustBe(longest, "the backend's greeting of 512 octets");
  }

  @Case(
      id = "greeting.untouched.without-text",
      verifies = {"POP3-PXT-01", "POP3-RESP-08"},
      needs = BACKEND_GREETING,
      fix = "Pass the backend's greeting octet for octet, with and without an APOP timestamp.")
  void aGreetingWithoutTextArrivesOctetForOctet(Client client, Backend backend) {
    backend.play(Script.modern().greeting(Act.send("+OK \r\n")));
    client.greeting().mustBe("+OK \r\n", "the backend's greeting '+OK \\r\\n'");
  }

  @Case(
      id = "greeting.negative",
      verifies = {"POP3-PXT-01", "POP3-RESP-08"},
      needs = BACKEND_GREETING,
      fix = "Pass a greeting with -ERR to the client and close when the backend does.")
  void aNegativeGreetingArrivesAndEndsTheSession(Client client, Backend backend) {
    String refusal = "-ERR [SYS/TEMP] no room at the inn\r\n";
    backend.play(Script.modern().greeting(Act.send(refusal), Act.close()));
    client.greeting().mustBe(refusal, "the backend's greeting '" + Octets.of(refusal) + "'");
    client.mustEnd("the end of the session");
  }

  @Case(
      id = "greeting.none-inside-tls",
      verifies = "POP3-STLS-08",
      needs = STLS,
      fix = "After the handshake wait for the client's next command; greet only once.")
  void thereIsNoSecondGreetingInsideTls(Client client) {
    client.secured();
    client.command("XSTLSPEC").mustBeErr("as first line inside TLS the -ERR to an unknown command");
  }

  @Case(
      id = "greeting.command-before-it",
      verifies = "POP3-STLS-16",
      needs = COMMANDS_IN_CLEAR,
      fix = "Keep what the client sent early and answer it after the greeting.")
  void aCommandSentBeforeTheGreetingIsAnsweredAfterIt(Client client) {
    client.send("CAPA\r\n");
    client.reply().mustBeOk("the greeting first");
    client.multiLine().mustBeComplete("the capability list behind the greeting");
  }

  @Case(
      id = "greeting.backend-down",
      verifies = "POP3-RESP-05",
      needs = BACKEND_AT_CONNECT,
      fix = "Answer -ERR [SYS/TEMP] and close when the backend cannot be reached.")
  void aRefusingBackendEndsInAnAnswerOrAClose(Client client, Backend backend, Judge judge) {
    backend.whileDown(() -> mustNotGreet(client, judge));
  }

  private static void mustNotGreet(Client client, Judge judge) {
    if (!connected(client, judge)) {
      return;
    }
    Reply greeting = client.greeting();
    judge.observed(greeting.seen());
    if (!greeting.left()) {
      greeting.mustBeErr("-ERR or the end of the connection");
      client.mustEnd("the end of the connection behind -ERR");
    }
  }

  /** A target may end the connection before the client has seen it begin. */
  private static boolean connected(Client client, Judge judge) {
    try {
      client.connect();
      return true;
    } catch (Inconclusive e) {
      judge.observed("no connection: " + e.getMessage());
      return false;
    }
  }

  @Case(
      id = "greeting.backend-dies",
      verifies = "POP3-RESP-05",
      needs = BACKEND_GREETING,
      fix = "End the client's session when the backend ends before its greeting.")
  void aBackendThatDiesInItsGreetingEndsTheSession(Client client, Backend backend, Judge judge) {
    backend.play(Script.modern().greeting(Act.send("+OK half a gree"), Act.close()));
    if (!connected(client, judge)) {
      return;
    }
    Reply greeting = client.greeting();
    if (greeting.positive()) {
      judge.fail("no greeting where the backend gave half of one", greeting.seen());
    }
    if (!greeting.left()) {
      greeting.mustBeErr("-ERR or the end of the connection");
      client.mustEnd("the end of the connection behind -ERR");
    }
    judge.observed(greeting.seen());
  }
}
