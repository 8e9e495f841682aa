package org.stlspec.cases;

import static org.stlspec.suite.Need.BACKEND_AT_CONNECT;
import static org.stlspec.suite.Need.BACKEND_CAPA;
import static org.stlspec.suite.Need.BACKEND_LOGIN;
import static org.stlspec.suite.Need.COMMANDS_IN_CLEAR;
import static org.stlspec.suite.Need.LOGIN;
import static org.stlspec.suite.Need.LOGIN_IN_CLEAR;
import static org.stlspec.suite.Need.QUICK_REFUSAL;
import static org.stlspec.suite.Need.STLS;

import java.util.List;
import org.stlspec.qmail.script.Act;
import org.stlspec.qmail.script.Script;
import org.stlspec.suite.Case;
import org.stlspec.suite.CaseRun;
import org.stlspec.verdict.Finding;
import org.stlspec.verdict.Judge;
import org.stlspec.verdict.NotApplicable;
import org.stlspec.wire.Account;
import org.stlspec.wire.Backend;
import org.stlspec.wire.Client;
import org.stlspec.wire.Reply;

/** What the target knows of the session, and what it has to forget at STLS. */
class StateCases {
  private static final String FORGET =
      "Refuse STLS behind USER, or begin anew after the handshake: a fresh backend connection.";

  @Case(
      id = "state.user-before-stls",
      verifies = "POP3-STATE-01",
      needs = {STLS, COMMANDS_IN_CLEAR},
      fix = FORGET)
  void aNameGivenInClearIsNotUsedInsideTls(Client client, Account account, Judge judge) {
    client.greeting().ok();
    client.command("USER " + account.name());
    Reply stls = client.command("STLS");
    if (!stls.positive()) {
      judge.observed("STLS refused behind USER: " + stls.seen());
      return;
    }
    client.handshake().ok();
    Reply pass = client.command("PASS " + account.password());
    judge.observed("PASS inside TLS: " + pass.seen());
    if (pass.positive()) {
      judge.fail("-ERR to PASS, since USER was given in clear", pass.seen() + " to PASS");
    }
  }

  @Case(
      id = "state.user-before-stls.at-the-backend",
      verifies = "POP3-STATE-02",
      needs = {STLS, COMMANDS_IN_CLEAR},
      fix = FORGET)
  void noBackendConnectionSeesUserInClearAndPassInsideTls(
      Client client, Backend backend, Judge judge) {
    client.greeting().ok();
    client.command("USER mallory");
    Reply stls = client.command("STLS");
    if (!stls.positive()) {
      backend.neverSaw("STLS", "no STLS at the backend");
      judge.observed("STLS refused behind USER: " + stls.seen());
      return;
    }
    client.handshake().ok();
    client.command("PASS secret");
    client.close();
    backend.ended();
    backend.neverOnOneConnection(
        "USER mallory", "PASS secret", "PASS on another connection than the clear USER, or none");
  }

  @Case(
      id = "state.password-reads-stls",
      verifies = "POP3-STATE-09",
      needs = {STLS, LOGIN, BACKEND_LOGIN},
      fix = "STLS is a command only where it is the keyword of a line.")
  void aPasswordThatReadsStlsIsNoCommand(Client client, Backend backend) {
    backend.play(Script.modern().account("carol", "STLS"));
    client.secured();
    client.command("USER carol").ok();
    client.command("PASS STLS").mustBeOk("a login with the password STLS");
    client.command("STAT").mustBeOk("+OK to STAT");
  }

  @Case(
      id = "state.transaction-commands-before-login",
      verifies = {"POP3-PXT-10", "POP3-BASE-07"},
      needs = {STLS, COMMANDS_IN_CLEAR},
      fix = "Only the answer to a login changes the state, never the command that was sent.")
  void commandsOfALaterStateLeaveStlsAsItIs(CaseRun run, Backend backend) {
    for (String early : List.of("RETR 1", "LIST", "STAT", "TOP 1 0")) {
      // A session each: some targets close behind a few errors.
      try (Client client = run.client()) {
        client.greeting().ok();
        client.command(early).mustBeErr("-ERR to " + early + " before login");
        Reply stls = client.command("STLS").mustBeAnswer("a reply to STLS behind " + early);
        if (stls.positive()) {
          client.handshake().mustSucceed("TLS behind +OK");
        }
      }
      backend.neverSaw("STLS", "no STLS at the backend");
    }
  }

  @Case(
      id = "state.pipelined-login",
      verifies = "POP3-PIPE-01",
      needs = {STLS, LOGIN},
      fix = "Keep what stands behind PASS until the reply to it has come.")
  void commandsPipelinedBehindALoginAreAnsweredIfPipeliningIsAnnounced(
      Client client, Account account) {
    client.secured();
    if (!client.capa().has("PIPELINING")) {
      throw new NotApplicable("PIPELINING is not announced");
    }
    client.send(
        "USER " + account.name() + "\r\nPASS " + account.password() + "\r\nSTAT\r\nQUIT\r\n");
    client.reply().mustBeOk("+OK to USER");
    client.reply().mustBeOk("+OK to PASS");
    client.reply().mustBeOk("+OK to STAT, pipelined as announced");
    client.reply().mustBeOk("+OK to QUIT, pipelined as announced");
  }

  @Case(
      id = "state.stls-during-capa-reply",
      verifies = {"POP3-STATE-12", "POP3-INJ-07"},
      needs = {STLS, BACKEND_CAPA},
      fix = "Answer STLS when the reply before it is complete.")
  void stlsWaitsForAListThatIsStillArriving(Client client, Backend backend, Judge judge) {
    backend.play(
        Script.modern()
            .on("CAPA", Act.send("+OK list\r\nX-ONE\r\n"), Act.hold(), Act.send("X-TWO\r\n.\r\n")));
    client.greeting().ok();
    client.send("CAPA\r\nSTLS\r\n");
    backend.saw("CAPA\r\n").release();
    var list = client.multiLine();
    if (!list.complete()) {
      if (list.status().left()) {
        judge.observed("closed: " + list.seen());
        return;
      }
      throw new Finding("the whole list in clear, then the answer to STLS", list.seen());
    }
    if (!list.has("X-ONE") || !list.has("X-TWO")) {
      throw new Finding("the whole list in clear, then the answer to STLS", list.seen());
    }
    Injected.judgeAnswer(client, judge);
  }

  @Case(
      id = "state.replaced-connection-ends-late",
      verifies = "POP3-PXT-23",
      needs = {STLS, LOGIN, COMMANDS_IN_CLEAR, BACKEND_AT_CONNECT},
      fix = "Once the backend connection is replaced, let the old one end as it likes.")
  void theEndOfAReplacedBackendConnectionIsNotTheEndOfTheSession(
      Client client, Backend backend, Account account) {
    client.greeting().ok();
    client.command("USER mallory");
    if (!client.command("STLS").positive()) {
      throw new NotApplicable("STLS is refused behind USER");
    }
    client.handshake().ok();
    client.login(account);
    if (backend.sessions() < 2) {
      throw new NotApplicable("the backend connection is not replaced at STLS");
    }
    backend.session(1).close();
    // The end of one connection and a command on another have no order: ask more than once.
    for (int i = 0; i < 20; i++) {
      client.command("STAT").mustBeOk("+OK to STAT on the connection that took over");
    }
  }

  @Case(
      id = "state.second-session",
      verifies = {"POP3-PXT-23", "POP3-INJ-17"},
      needs = STLS,
      fix = "Keep what is known of a session in the session.")
  void aSessionAfterOneWithTlsBeginsInClear(Client first, Client second) {
    first.secured();
    second.mustConnect("a connection for the next session");
    second.greeting().mustBeOk("a greeting in clear for the next session");
    if (!second.capa().has("STLS")) {
      throw new Finding("STLS announced to the next session", "a list without it");
    }
    second.command("STLS").mustBeOk("+OK to STLS in the next session");
    second.handshake().mustSucceed("TLS in the next session");
    first.command("QUIT").mustBeOk("the first session still alive");
  }

  @Case(
      id = "state.interleaved-sessions",
      verifies = "POP3-PXT-23",
      needs = {STLS, LOGIN, LOGIN_IN_CLEAR, BACKEND_LOGIN},
      fix = "One backend connection for one client, never shared, never reused.")
  void twoSessionsDoNotMix(Client tls, Client clear, Backend backend) {
    backend.play(Script.modern().account("carol", "c").account("dave", "d"));
    tls.secured();
    clear.greeting().ok();
    tls.command("USER carol").ok();
    clear.command("USER dave").ok();
    tls.command("PASS c").mustBeOk("carol's login by carol's name");
    clear.command("PASS d").mustBeOk("dave's login by dave's name");
    tls.command("STAT").mustBeOk("+OK to carol's STAT");
    clear.command("STAT").mustBeOk("+OK to dave's STAT");
    backend.neverOnOneConnection("USER carol", "USER dave", "a connection for each session");
  }

  @Case(
      id = "state.pass-without-user",
      verifies = "POP3-BASE-13",
      needs = {STLS, LOGIN},
      fix = "Answer -ERR to PASS without a USER before it in the same session.")
  void passWithoutUserIsRefused(Client before, Client client, Account account, Judge judge) {
    before.secured().command("USER " + account.name());
    before.command("QUIT");
    client.secured();
    Reply pass = client.login("PASS " + account.password());
    judge.observed(pass.seen());
    if (!pass.left()) {
      pass.mustBeErr("-ERR to PASS without USER");
      Reply stat = client.command("STAT");
      if (!stat.left()) {
        stat.mustBeErr("-ERR to STAT, since nobody has logged in");
      }
    }
  }

  private static final int MOST_FAILURES = 6;

  @Case(
      id = "state.failed-logins-across-stls",
      verifies = "POP3-STATE-13",
      needs = {STLS, LOGIN_IN_CLEAR, QUICK_REFUSAL},
      fix = "Count failed logins for the connection, before and inside TLS together.")
  void theCountOfFailedLoginsSurvivesStls(
      CaseRun run, Client client, Account account, Judge judge) {
    client.greeting().ok();
    int limit = failures(client, account, MOST_FAILURES);
    if (limit == MOST_FAILURES) {
      judge.observed("no limit of " + MOST_FAILURES + " failed logins or less");
      return;
    }
    Client upgraded = run.client();
    upgraded.greeting().ok();
    failures(upgraded, account, limit - 1);
    if (!upgraded.command("STLS").positive() || !upgraded.handshake().established()) {
      judge.observed("no STLS behind " + (limit - 1) + " failed logins");
      return;
    }
    int inside = failures(upgraded, account, limit);
    judge.observed("closed behind " + limit + " in clear, " + (limit - 1 + inside) + " with STLS");
    if (inside > 1) {
      throw new Finding(
          "the end behind " + limit + " failed logins in all", limit - 1 + inside + " of them");
    }
  }

  /** Tries wrong passwords until the target has enough; tells how many it took. */
  private static int failures(Client client, Account account, int most) {
    for (int tried = 1; tried <= most; tried++) {
      boolean left =
          client.command("USER " + account.name()).left()
              || client.login("PASS not-" + account.password()).left();
      if (left) {
        return tried - 1;
      }
    }
    return most;
  }
}
