package org.stlspec.cases;

import static org.stlspec.suite.Need.BACKEND_AT_CONNECT;
import static org.stlspec.suite.Need.BACKEND_CAPA;
import static org.stlspec.suite.Need.COMMANDS_IN_CLEAR;
import static org.stlspec.suite.Need.LOGIN;
import static org.stlspec.suite.Need.STLS;

import org.stlspec.qmail.script.Act;
import org.stlspec.qmail.script.Script;
import org.stlspec.suite.Case;
import org.stlspec.suite.CaseRun;
import org.stlspec.target.Target;
import org.stlspec.target.TargetTrouble;
import org.stlspec.verdict.Finding;
import org.stlspec.verdict.Inconclusive;
import org.stlspec.verdict.Judge;
import org.stlspec.verdict.NotApplicable;
import org.stlspec.wire.Account;
import org.stlspec.wire.Backend;
import org.stlspec.wire.Client;
import org.stlspec.wire.Reply;

/** Backends that are in trouble: the client learns of it and is told nothing that is not so. */
class BackendCases {
  private static final String FIX =
      "When the backend ends, pass on what it sent, complete nothing, and end the session.";
  private static final String HALF_A_MESSAGE = "+OK 2000 octets\r\nSubject: half\r\n\r\nhalf a li";

  @Case(
      id = "backend.silent",
      verifies = "POP3-RESP-05",
      needs = BACKEND_AT_CONNECT,
      fix = "Give a backend half a minute to greet, then tell the client and close.")
  void aBackendThatNeverGreetsIsGivenUp(CaseRun run, Backend backend, Judge judge)
      throws TargetTrouble {
    Target target = run.timed(Target.Variant.SHORT_GREETING_LIMIT);
    backend.play(Script.modern().greeting(Act.stall()));
    Client client = run.client(target.address()).connect();
    Reply rest = client.rest(run.limit(target));
    judge.observed(rest.seen());
    if (!rest.left() || rest.octets().latin1().startsWith("+OK")) {
      throw new Finding("-ERR or the end of the connection", rest.seen());
    }
  }

  @Case(
      id = "backend.endless-greeting",
      verifies = {"POP3-DOS-02", "POP3-RESP-05"},
      needs = BACKEND_AT_CONNECT,
      fix = "Limit the length of the backend's lines, and end the session at the limit.")
  void aGreetingWithoutEndDoesNotHangTheSession(Client client, Backend backend, Judge judge) {
    backend.play(Script.modern().greeting(Act.send("+OK " + "e".repeat(4 << 20)), Act.close()));
    Reply rest = client.connect().rest();
    judge.observed(rest.octets().length() + " octets passed on, then the end");
    if (!rest.left()) {
      throw new Finding("the end of the session", rest.seen());
    }
  }

  @Case(
      id = "backend.dies-in-reply",
      verifies = {"POP3-PXT-21", "POP3-RESP-05"},
      needs = {STLS, BACKEND_AT_CONNECT},
      fix = FIX)
  void halfAReplyIsNotMadeWhole(Client client, Backend backend, Judge judge) {
    backend.play(Script.modern().on("XDIES", Act.send("+OK half a re"), Act.close()));
    mustEndWithout("+OK", relayed("XDIES", client, backend), judge);
  }

  @Case(
      id = "backend.dies-in-capa",
      verifies = {"POP3-PXT-13", "POP3-RESP-05"},
      needs = BACKEND_CAPA,
      fix = FIX)
  void halfACapabilityListIsNotMadeWhole(Client client, Backend backend, Judge judge) {
    backend.play(Script.modern().on("CAPA", Act.send("+OK\r\nTOP\r\nUS"), Act.close()));
    client.greeting().ok();
    mustEndWithout("\r\n.\r\n", client.send("CAPA\r\n"), judge);
  }

  @Case(
      id = "backend.dies-in-retr",
      verifies = {"POP3-PXT-21", "POP3-TLS-21"},
      needs = {STLS, LOGIN},
      fix = FIX)
  void halfAMessageIsNotMadeWhole(Client client, Backend backend, Account account, Judge judge) {
    backend.play(Script.modern().on("RETR", Act.send(HALF_A_MESSAGE), Act.close()));
    client.secured().login(account);
    Reply rest = mustEndWithout("\r\n.\r\n", client.send("RETR 1\r\n"), judge);
    if (!rest.octets().latin1().equals(HALF_A_MESSAGE)) {
      throw new Finding("what the backend sent, and no more", rest.seen());
    }
  }

  @Case(
      id = "backend.resets-in-retr",
      verifies = {"POP3-PXT-21", "POP3-PXT-23"},
      needs = {STLS, LOGIN},
      fix = FIX)
  void aResetInAMessageEndsTheSession(
      Client client, Backend backend, Account account, Judge judge) {
    backend.play(Script.modern().on("RETR", Act.send(HALF_A_MESSAGE), Act.reset()));
    client.secured().login(account);
    mustEndWithout("\r\n.\r\n", client.send("RETR 1\r\n"), judge);
  }

  @Case(
      id = "backend.resets-in-authorization",
      verifies = {"POP3-PXT-21", "POP3-RESP-05"},
      needs = {STLS, BACKEND_AT_CONNECT},
      fix = FIX)
  void aResetInsteadOfAReplyEndsTheSession(Client client, Backend backend, Judge judge) {
    backend.play(Script.modern().on("XDIES", Act.reset()));
    mustEndWithout("+OK", relayed("XDIES", client, backend), judge);
  }

  private static Client relayed(String command, Client client, Backend backend) {
    client.secured();
    client.send(command + "\r\n");
    try {
      backend.saw(command);
      return client;
    } catch (Inconclusive never) {
      throw new NotApplicable("the target answers by itself before login");
    }
  }

  @Case(
      id = "backend.down-after-stls",
      verifies = {"POP3-RESP-05", "POP3-STATE-02"},
      needs = {STLS, COMMANDS_IN_CLEAR, BACKEND_AT_CONNECT},
      fix = "When there is no fresh backend connection after STLS answer -ERR or close.")
  void withoutAFreshBackendNothingIsAnsweredByTheOldOne(
      Client client, Backend backend, Judge judge) {
    backend.play(Script.modern().account("mallory", "wonderland"));
    client.greeting().ok();
    if (!client.command("USER mallory").positive()) {
      judge.skip("USER in clear is not taken");
    }
    backend.whileDown(
        () -> {
          if (!client.command("STLS").positive()) {
            judge.skip("no STLS behind USER");
          }
          client.handshake().ok();
          Reply answer = client.command("PASS wonderland");
          judge.observed(answer.seen());
          if (!answer.left()) {
            answer.mustBeErr("-ERR or the end of the connection");
          }
        });
  }

  @Case(
      id = "backend.dies-in-handshake",
      verifies = {"POP3-PXT-23", "POP3-RESP-05"},
      needs = {STLS, BACKEND_AT_CONNECT},
      fix = FIX)
  void aBackendThatDiesInTheHandshakeLeavesNobodyWaiting(
      Client client, Backend backend, Judge judge) {
    Upgrade.begun(client);
    backend.session().close();
    var handshake = client.handshake();
    judge.observed(handshake.seen());
    if (handshake.established()) {
      Reply capa = client.capa().status();
      judge.observed(capa.seen());
      if (!capa.left()) {
        capa.mustBeAnswer("an answer or the end of the connection");
      }
    }
  }

  private static Reply mustEndWithout(String whole, Client client, Judge judge) {
    Reply rest = client.rest();
    judge.observed(rest.seen());
    if (!rest.left()) {
      throw new Finding("the end of the session", rest.seen());
    }
    boolean completed =
        rest.octets().latin1().contains(whole) && rest.octets().latin1().endsWith("\n");
    if (completed) {
      throw new Finding("nothing completed that the backend left unfinished", rest.seen());
    }
    return rest;
  }

  @Case(
      id = "backend.half-closes",
      verifies = "POP3-PXT-21",
      needs = {STLS, LOGIN},
      fix = "When the backend has said its last, end the client's session behind all of it.")
  void aHalfCloseOfTheBackendEndsTheSession(
      Client client, Backend backend, Account account, Judge judge) {
    backend.play(Script.modern().on("XLAST", Act.send("+OK last\r\n"), Act.finish()));
    client.secured().login(account);
    client.command("XLAST").mustBe("+OK last\r\n", "the backend's last line");
    judge.observed(client.mustEnd("the end of the session behind it").seen());
    client.close();
    backend.ended();
    backend.neverSaw("QUIT", "no QUIT that the client never sent");
  }
}
