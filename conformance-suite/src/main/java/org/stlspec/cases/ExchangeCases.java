package org.stlspec.cases;

import static org.stlspec.suite.Need.BACKEND_AT_CONNECT;
import static org.stlspec.suite.Need.COMMANDS_IN_CLEAR;
import static org.stlspec.suite.Need.STLS;

import java.util.List;
import org.stlspec.qmail.script.Act;
import org.stlspec.qmail.script.Script;
import org.stlspec.suite.Case;
import org.stlspec.suite.CaseRun;
import org.stlspec.verdict.Finding;
import org.stlspec.verdict.Judge;
import org.stlspec.verdict.NotApplicable;
import org.stlspec.wire.Backend;
import org.stlspec.wire.Client;
import org.stlspec.wire.Octets;
import org.stlspec.wire.Reply;

/** What is a command and what is data, between AUTH and the end of its exchange (RFC 5034). */
class ExchangeCases {
  private static final String EXCHANGE =
      "Between AUTH and the final +OK or -ERR pass the client's lines on as data.";

  @Case(
      id = "state.sasl-data-reads-stls",
      verifies = "POP3-STATE-04",
      needs = {STLS, COMMANDS_IN_CLEAR, BACKEND_AT_CONNECT},
      fix = EXCHANGE)
  void aSaslResponseThatReadsStlsIsData(CaseRun run, Client client, Backend backend, Judge judge) {
    if (goesOnBehind("STLS", run, client, backend, judge)) {
      client.command("STLS").mustBeOk("+OK to STLS once the exchange is over");
      client.handshake().mustSucceed("TLS behind +OK");
    }
  }

  @Case(
      id = "state.sasl-data-reads-quit",
      verifies = "POP3-STATE-04",
      needs = {COMMANDS_IN_CLEAR, BACKEND_AT_CONNECT},
      fix = EXCHANGE)
  void aSaslResponseThatReadsQuitIsData(CaseRun run, Client client, Backend backend, Judge judge) {
    if (goesOnBehind("QUIT", run, client, backend, judge)) {
      client.command("XSTLSPEC").mustBeErr("-ERR to an unknown command, the session going on");
    }
  }

  @Case(
      id = "state.sasl-data-reads-capa",
      verifies = "POP3-STATE-04",
      needs = {COMMANDS_IN_CLEAR, BACKEND_AT_CONNECT},
      fix = EXCHANGE)
  void aSaslResponseThatReadsCapaIsData(CaseRun run, Client client, Backend backend, Judge judge) {
    if (goesOnBehind("CAPA", run, client, backend, judge)) {
      client.command("XSTLSPEC").mustBeErr("-ERR to an unknown command, the session going on");
    }
  }

  @Case(
      id = "state.sasl-cancel",
      verifies = "POP3-STATE-06",
      needs = {STLS, COMMANDS_IN_CLEAR, BACKEND_AT_CONNECT},
      fix = EXCHANGE)
  void anAsteriskEndsTheExchangeAndStlsIsPossible(
      CaseRun run, Client client, Backend backend, Judge judge) {
    if (goesOnBehind("*", run, client, backend, judge)) {
      client.command("STLS").mustBeOk("+OK to STLS once the exchange is cancelled");
      client.handshake().mustSucceed("TLS behind +OK");
    }
  }

  /**
   * Plays the exchange with this response. A target may end the session behind any refused
   * response, but not behind this one alone.
   *
   * @return whether the session goes on behind another response
   */
  private static boolean goesOnBehind(
      String data, CaseRun run, Client client, Backend backend, Judge judge) {
    Client other = run.client();
    dataInsideExchange(other, backend, "AGEAYg==");
    boolean goesOn = !other.command("XSTLSPEC").left();
    dataInsideExchange(client, backend, data);
    if (!goesOn) {
      judge.observed("the session ends behind any refused response");
    }
    return goesOn;
  }

  /** AUTH, a challenge, this line as response, and the backend's refusal of it. */
  private static void dataInsideExchange(Client client, Backend backend, String data) {
    String refusal = "-ERR [AUTH] that response\r\n";
    backend.play(
        Script.modern()
            .on("AUTH", Act.send("+ \r\n"), Act.line(line -> List.of(Act.send(refusal)))));
    challenged(client);
    client.command(data).mustBe(refusal, "the backend's answer to the response '" + data + "'");
    backend.mustSee("AUTH PLAIN\r\n" + data + "\r\n", "the response at the backend, as sent");
  }

  private static void challenged(Client client) {
    client.greeting().ok();
    Reply challenge = client.command("AUTH PLAIN");
    if (!challenge.challenge()) {
      throw new NotApplicable("AUTH is not relayed to the backend: " + challenge.seen());
    }
  }

  @Case(
      id = "state.stls-behind-a-refused-auth",
      verifies = {"POP3-STATE-07", "POP3-STATE-04"},
      needs = {STLS, COMMANDS_IN_CLEAR, BACKEND_AT_CONNECT},
      fix = "Wait for the reply to AUTH: only a challenge makes the next line data.")
  void stlsInTheSegmentOfARefusedAuthIsACommand(
      CaseRun run, Client client, Backend backend, Judge judge) {
    Relayed.mustBeInClear(run, backend, "AUTH X-FOO");
    String refusal = "-ERR no such mechanism\r\n";
    backend.play(Script.modern().on("AUTH", Act.hold(), Act.send(refusal)));
    client.greeting().ok();
    stlsBehind("AUTH X-FOO", refusal, client, backend, judge);
  }

  @Case(
      id = "state.stls-behind-the-last-response",
      verifies = "POP3-STATE-04",
      needs = {STLS, COMMANDS_IN_CLEAR, BACKEND_AT_CONNECT},
      fix = "One line for each challenge: what stands behind the last response is a command.")
  void stlsInTheSegmentOfTheLastResponseIsACommand(Client client, Backend backend, Judge judge) {
    String refusal = "-ERR [AUTH] that response\r\n";
    backend.play(
        Script.modern()
            .on(
                "AUTH",
                Act.send("+ \r\n"),
                Act.line(line -> List.of(Act.hold(), Act.send(refusal)))));
    challenged(client);
    stlsBehind("AGEAYg==", refusal, client, backend, judge);
  }

  /** This line and STLS in one segment; the backend's refusal of the line comes later. */
  private static void stlsBehind(
      String line, String refusal, Client client, Backend backend, Judge judge) {
    client.send(line + "\r\nSTLS\r\n");
    backend.saw(line + "\r\n").release();
    Reply refused = client.reply();
    if (refused.left()) {
      judge.observed("closed: " + refused.seen());
      return;
    }
    refused.mustBe(refusal, "the backend's refusal first");
    Injected.judgeAnswer(client, judge);
    backend.neverAsALine("STLS", "STLS taken as the command that it is");
  }

  @Case(
      id = "state.auth-without-mechanism",
      verifies = "POP3-STATE-08",
      needs = {STLS, COMMANDS_IN_CLEAR, BACKEND_AT_CONNECT},
      fix = "A positive reply to AUTH without a mechanism is a list, and opens no exchange.")
  void authWithoutAMechanismOpensNoExchange(CaseRun run, Backend backend) {
    Relayed.mustBeInClear(run, backend, "AUTH");
    for (String answer : List.of("+OK\r\nPLAIN\r\nLOGIN\r\n.\r\n", "-ERR no\r\n")) {
      backend.play(Script.modern().on("AUTH", Act.send(answer)));
      try (Client client = run.client()) {
        client.greeting().ok();
        var list = client.list("AUTH");
        if (!list.octets().equals(Octets.of(answer))) {
          throw new Finding("'" + Octets.of(answer) + "'", list.seen());
        }
        client.command("STLS").mustBeOk("+OK to STLS behind it");
        client.handshake().mustSucceed("TLS behind +OK");
      }
    }
  }
}
