package org.stlspec.cases;

import static org.stlspec.suite.Need.BACKEND_AT_CONNECT;
import static org.stlspec.suite.Need.COMMANDS_IN_CLEAR;
import static org.stlspec.suite.Need.LOGIN;
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
import org.stlspec.wire.MultiLine;
import org.stlspec.wire.Octets;
import org.stlspec.wire.Reply;

/** UTF8 and LANG (RFC 6856). */
class Utf8Cases {
  private static final List<String> NAMES =
      List.of("j\u00c3\u00b6rg", "\u00c0\u00af", "\u00ff", "\u00e2\u0082\u00ac\u00a0");

  @Case(
      id = "utf8.names-pass-verbatim",
      verifies = {"POP3-UTF8-05", "POP3-PXT-14"},
      needs = {STLS, LOGIN, BACKEND_AT_CONNECT},
      fix = "Pass names and passwords on as octets: no character set, no normal form.")
  void namesOfAnyOctetsReachTheBackendVerbatim(CaseRun run, Backend backend) {
    for (String name : NAMES) {
      try (Client client = run.client()) {
        client.secured();
        client.command("USER " + name).mustBeAnswer("a reply to USER");
        client.command("PASS " + name).mustBeAnswer("a reply to PASS");
      }
      backend.mustSee(
          "USER " + name + "\r\nPASS " + name + "\r\n",
          "the octets '" + Octets.of(name) + "' in USER and PASS unchanged");
    }
  }

  @Case(
      id = "utf8.argument",
      verifies = "POP3-UTF8-03",
      needs = {STLS, LOGIN},
      fix = "Answer -ERR to UTF8 with an argument, and to UTF8 behind the login.")
  void utf8WithAnArgumentOrBehindTheLoginIsRefused(CaseRun run, Client client, Account account) {
    run.backendLeg().ifPresent(leg -> leg.play(refusing()));
    client.secured();
    MultiLine capa = client.capa();
    if (!capa.has("UTF8")) {
      throw new NotApplicable("UTF8 is not announced: " + capa.seen());
    }
    client.command("UTF8 x").mustBeErr("-ERR to UTF8 with an argument");
    client.login(account);
    client.command("UTF8").mustBeErr("-ERR to UTF8 behind the login");
  }

  private static Script refusing() {
    return Script.modern().capabilities("USER", "UTF8").on("UTF8", Act.send("-ERR not so\r\n"));
  }

  @Case(
      id = "utf8.before-stls",
      verifies = "POP3-UTF8-02",
      needs = {STLS, COMMANDS_IN_CLEAR},
      fix = "Behind UTF8 refuse STLS, or start TLS and leave the session in working order.")
  void stlsBehindUtf8HasADefinedOutcome(CaseRun run, Client client, Judge judge) {
    run.backendLeg()
        .ifPresent(leg -> leg.play(Script.modern().on("UTF8", Act.send("+OK UTF-8\r\n"))));
    client.greeting().ok();
    judge.observed("UTF8: " + client.command("UTF8").mustBeAnswer("a reply to UTF8").seen());
    Reply stls = client.command("STLS").mustBeAnswer("a reply to STLS");
    judge.observed("STLS: " + stls.seen());
    if (stls.positive()) {
      client.handshake().mustSucceed("TLS behind +OK");
    }
    client.command("XSTLSPEC").mustBeErr("the session in working order");
  }

  @Case(
      id = "utf8.lang-list",
      verifies = "POP3-UTF8-06",
      needs = {STLS, BACKEND_AT_CONNECT},
      fix = "A positive reply to LANG without an argument is a list, else it is one line.")
  void langWithoutAnArgumentIsAnsweredByAList(CaseRun run, Client client, Backend backend) {
    Relayed.mustBeInsideTls(run, backend, "LANG");
    String list = "+OK languages\r\nen English\r\nfr Fran\u00c3\u00a7ais\r\n.\r\n";
    backend.play(Script.modern().onNth("LANG", 1, Act.split(list, 20)));
    client.secured();
    MultiLine arrived = client.list("LANG").mustBeComplete("the backend's list");
    if (!arrived.octets().equals(Octets.of(list))) {
      throw new Finding("the backend's list unchanged", arrived.seen());
    }
    client.command("XSTLSPEC").mustBeErr("behind the list the -ERR to an unknown command");
    client.command("LANG").mustBeErr("one line where the backend says -ERR");
    client.command("XSTLSPEC").mustBeErr("behind that line the -ERR to an unknown command");
  }

  @Case(
      id = "utf8.lang-argument",
      verifies = "POP3-UTF8-06",
      needs = {STLS, BACKEND_AT_CONNECT},
      fix = "The reply to LANG with an argument is one line: do not wait for a list.")
  void langWithAnArgumentIsAnsweredByOneLine(CaseRun run, Client client, Backend backend) {
    Relayed.mustBeInsideTls(run, backend, "LANG en");
    backend.play(Script.modern().on("LANG", Act.send("+OK fr bonjour\r\n")));
    client.secured();
    client.command("LANG fr").mustBe("+OK fr bonjour\r\n", "the backend's line");
    client.command("XSTLSPEC").mustBeErr("behind that line the -ERR to an unknown command");
  }

  @Case(
      id = "utf8.lang-before-stls",
      verifies = "POP3-UTF8-07",
      needs = {STLS, COMMANDS_IN_CLEAR, BACKEND_AT_CONNECT},
      fix = "Forget at STLS what was asked in clear, LANG included.")
  void aLanguageChosenInClearDoesNotSurviveStls(
      CaseRun run, Client client, Backend backend, Judge judge) {
    Relayed.mustBeInClear(run, backend, "LANG en");
    backend.play(Script.modern().on("LANG", Act.send("+OK de\r\n")));
    client.greeting().ok();
    client.command("LANG de").ok();
    Reply stls = client.command("STLS");
    if (!stls.positive()) {
      judge.observed("STLS refused: " + stls.seen());
      return;
    }
    client.handshake().ok();
    client.command("XSTLSPEC");
    if (backend.saw("XSTLSPEC").lines().contains("LANG de")) {
      judge.warn("a backend connection that has not heard LANG in clear", "LANG de is in force");
    }
  }
}
