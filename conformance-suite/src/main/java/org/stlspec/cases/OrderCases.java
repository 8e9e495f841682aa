package org.stlspec.cases;

import static org.stlspec.suite.Need.LOGIN_IN_CLEAR;
import static org.stlspec.suite.Need.STLS;
import static org.stlspec.suite.Need.STLS_BEHIND_COMMANDS;

import org.stlspec.suite.Case;
import org.stlspec.verdict.Judge;
import org.stlspec.wire.Account;
import org.stlspec.wire.Client;
import org.stlspec.wire.Reply;

/** What may come before STLS: everything that the AUTHORIZATION state allows. */
class OrderCases {
  private static final String FIX =
      "Answer or relay every command before STLS; only the backend knows which exist.";

  @Case(
      id = "order.noop-before-stls",
      verifies = {"POP3-BASE-05", "POP3-PXT-14"},
      needs = STLS,
      fix = FIX)
  void noopBeforeStlsIsAnswered(Client client) {
    client.greeting().ok();
    client.command("NOOP").mustBeAnswer("a reply to NOOP");
    mustUpgrade(client);
  }

  @Case(
      id = "order.unknown-command-before-stls",
      verifies = {"POP3-BASE-05", "POP3-PXT-14"},
      needs = {STLS, STLS_BEHIND_COMMANDS},
      fix = FIX)
  void anUnknownCommandBeforeStlsIsRefused(Client client) {
    client.greeting().ok();
    client.command("XSTLSPEC foo").mustBeErr("-ERR to an unknown command");
    mustUpgrade(client);
  }

  @Case(
      id = "order.empty-line-before-stls",
      verifies = {"POP3-BASE-06", "POP3-PXT-14"},
      needs = {STLS, STLS_BEHIND_COMMANDS},
      fix = FIX)
  void anEmptyLineBeforeStlsIsRefused(Client client) {
    client.greeting().ok();
    client.command("").mustBeErr("-ERR to an empty line");
    mustUpgrade(client);
  }

  @Case(
      id = "order.capa-twice-before-stls",
      verifies = "POP3-CAPA-01",
      needs = STLS,
      fix = "CAPA may be asked any number of times.")
  void capaMayBeAskedTwiceBeforeStls(Client client) {
    client.greeting().ok();
    client.capa().mustBeComplete("a list for the first CAPA");
    client.capa().mustBeComplete("a list for the second CAPA");
    mustUpgrade(client);
  }

  @Case(
      id = "order.user-before-stls",
      verifies = {"POP3-BASE-07", "POP3-PXT-14"},
      needs = STLS,
      fix = "Answer USER; then either refuse STLS or start TLS and forget the name.")
  void userBeforeStlsIsAnsweredAndStlsHasADefinedOutcome(Client client, Judge judge) {
    client.greeting().ok();
    client.command("USER alice").mustBeAnswer("a reply to USER");
    Reply answer = client.command("STLS").mustBeAnswer("a reply to STLS");
    judge.observed("STLS behind USER: " + answer.seen());
    if (answer.positive()) {
      client.handshake().mustSucceed("TLS behind +OK");
      client.capa().status().mustBeAnswer("CAPA answered inside TLS");
    }
  }

  @Case(
      id = "order.failed-login-before-stls",
      verifies = "POP3-STATE-03",
      needs = {STLS, STLS_BEHIND_COMMANDS, LOGIN_IN_CLEAR},
      fix = "A failed login leaves the AUTHORIZATION state: STLS is still possible.")
  void aFailedLoginDoesNotForbidStls(Client client, Account account, Judge judge) {
    client.greeting().ok();
    client.command("USER " + account.name()).ok();
    Reply refusal = client.login("PASS not-" + account.password());
    refusal.mustBeErr("-ERR to a wrong password");
    Reply answer = client.command("STLS");
    judge.observed("STLS behind a failed login: " + answer.seen());
    if (!answer.left()) {
      answer.mustBeOk("+OK to STLS");
      client.handshake().mustSucceed("TLS behind +OK");
    }
  }

  @Case(
      id = "order.quit-before-stls",
      verifies = "POP3-BASE-10",
      fix = "Answer QUIT with +OK in the AUTHORIZATION state and close.")
  void quitBeforeStlsIsAnsweredAndEndsTheSession(Client client) {
    client.greeting().ok();
    client.command("QUIT").mustBeOk("+OK to QUIT");
    client.mustEnd("the end of the session behind QUIT");
  }

  private static void mustUpgrade(Client client) {
    client.command("STLS").mustBeOk("+OK to STLS behind it");
    client.handshake().mustSucceed("TLS behind +OK");
    client.capa().status().mustBeAnswer("CAPA answered inside TLS");
  }
}
