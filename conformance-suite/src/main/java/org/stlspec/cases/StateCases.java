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
import org.stlspec.wire.Octets;
import org.stlspec.wire.Reply;

/** What the target knows of the session, and what it has to forget at STLS. */
class StateCases {
  private static final String FORGET =
      "Refuse STLS behind USER, or begin anew after the handshake: a fresh backend connection.";
  private static final String EXCHANGE =
      "Between AUTH and the final +OK or -ERR pass the client's lines on as data.";

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
            .on(
                "AUTH",
                Act.send("+ \r\n"),
                Act.line(line -> java.util.List.of(Act.send(refusal)))));
    client.greeting().ok();
    Reply challenge = client.command("AUTH PLAIN");
    if (!challenge.challenge()) {
      throw new NotApplicable("AUTH is not relayed to the backend: " + challenge.seen());
    }
    client.command(data).mustBe(refusal, "the backend's answer to the response '" + data + "'");
    backend.mustSee("AUTH PLAIN\r\n" + data + "\r\n", "the response at the backend, as sent");
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
  void commandsOfALaterStateDoNotMakeStlsPass(CaseRun run, Backend backend) {
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
  void passWithoutUserIsRefused(Client client, Account account, Judge judge) {
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
    client.send("AUTH X-FOO\r\nSTLS\r\n");
    backend.saw("AUTH X-FOO\r\n").release();
    Reply auth = client.reply();
    if (auth.left()) {
      judge.observed("closed: " + auth.seen());
      return;
    }
    auth.mustBe(refusal, "the backend's refusal of AUTH first");
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
