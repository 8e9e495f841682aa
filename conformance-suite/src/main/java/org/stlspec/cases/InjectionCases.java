package org.stlspec.cases;

import static org.stlspec.suite.Need.BACKEND_AT_CONNECT;
import static org.stlspec.suite.Need.COMMANDS_IN_CLEAR;
import static org.stlspec.suite.Need.LOGIN;
import static org.stlspec.suite.Need.STLS;

import java.util.List;
import java.util.Locale;
import org.stlspec.qmail.script.Act;
import org.stlspec.qmail.script.Script;
import org.stlspec.requirement.Level;
import org.stlspec.suite.Case;
import org.stlspec.verdict.Finding;
import org.stlspec.verdict.Judge;
import org.stlspec.wire.Account;
import org.stlspec.wire.Backend;
import org.stlspec.wire.Client;
import org.stlspec.wire.Octets;
import org.stlspec.wire.Reply;

/** What becomes of clear-text octets around STLS: they must have no effect inside TLS. */
class InjectionCases {
  private static final String DISCARD =
      "Take nothing over from the clear: drop what was read behind STLS, or give it to TLS.";
  private static final String ONE_LINE_END =
      "Split lines the same way everywhere, and drop what follows STLS whatever ended it.";

  @Case(
      id = "injection.same-segment.login",
      verifies = {"POP3-INJ-01", "POP3-INJ-02"},
      needs = STLS,
      fix = DISCARD)
  void anInjectedLoginIsNotAnsweredInsideTls(Client client, Account account, Judge judge) {
    client.greeting().ok();
    String login = "USER " + account.name() + "\r\nPASS " + account.password() + "\r\n";
    Injected.judge(client, "STLS\r\n" + login, judge);
  }

  @Case(
      id = "injection.same-segment.at-the-backend",
      verifies = "POP3-INJ-02",
      needs = STLS,
      fix = DISCARD)
  void injectedCommandsNeverReachTheBackend(Client client, Backend backend, Judge judge) {
    client.greeting().ok();
    Injected.judge(client, "STLS\r\nUSER mallory\r\nPASS x\r\nDELE 1\r\n", judge);
    client.close();
    backend.ended();
    backend.neverSaw("mallory", "nothing of what came behind STLS at the backend");
    backend.neverSaw("DELE", "nothing of what came behind STLS at the backend");
  }

  @Case(
      id = "injection.bare-lf",
      verifies = {"POP3-INJ-14", "POP3-INJ-01"},
      needs = STLS,
      fix = ONE_LINE_END)
  void aCommandBehindStlsAndBareLfIsNotAnsweredInsideTls(Client client, Judge judge) {
    client.greeting().ok();
    Injected.judge(client, "STLS\r\nCAPA\n", judge);
  }

  @Case(
      id = "injection.stls-line-end.lf",
      verifies = {"POP3-INJ-14", "POP3-INJ-01"},
      needs = STLS,
      fix = ONE_LINE_END)
  void aCommandBehindStlsEndedByBareLfIsNotAnsweredInsideTls(Client client, Judge judge) {
    client.greeting().ok();
    Injected.judge(client, "STLS\nCAPA\r\n", judge);
  }

  @Case(
      id = "injection.stls-line-end.cr",
      verifies = {"POP3-INJ-14", "POP3-INJ-01"},
      needs = STLS,
      fix = ONE_LINE_END)
  void aCommandBehindStlsEndedByBareCrIsNotAnsweredInsideTls(Client client, Judge judge) {
    judgeOddLineEnd(client, "STLS\rCAPA\r\n", judge);
  }

  @Case(
      id = "injection.stls-line-end.nul",
      verifies = {"POP3-INJ-14", "POP3-INJ-01"},
      needs = STLS,
      fix = ONE_LINE_END)
  void aCommandBehindStlsEndedByNulIsNotAnsweredInsideTls(Client client, Judge judge) {
    judgeOddLineEnd(client, "STLS\0CAPA\r\n", judge);
  }

  /** Who still waits for a line end has run nothing. */
  private static void judgeOddLineEnd(Client client, String line, Judge judge) {
    client.greeting().ok();
    Reply answer = client.send(line).reply();
    if (answer.answered() || answer.left()) {
      Injected.judgeAnswer(client, answer, judge);
    } else {
      judge.warn("an answer or the end of the connection", answer.seen());
    }
  }

  @Case(
      id = "injection.line-ends",
      verifies = {"POP3-INJ-14", "POP3-BASE-21"},
      needs = {STLS, BACKEND_AT_CONNECT, COMMANDS_IN_CLEAR},
      fix = "Split lines as the backend does, or refuse bare CR, bare LF and NUL and close.")
  void proxyAndBackendAgreeWhereALineEnds(
      org.stlspec.suite.CaseRun run, Backend backend, Judge judge) {
    for (String hidden :
        new String[] {
          "USER a\nSTLS\r\n", "USER a\rSTLS\r\n", "NOOP\0\nSTLS\r\n", "NOOP\0STLS\r\n"
        }) {
      backend.play(Script.modern());
      Client client = run.client();
      client.greeting().ok();
      client.send(hidden);
      // Sentinel on a fresh connection would prove nothing: the end of this one does.
      client.finish();
      Reply rest = client.rest();
      judge.observed("'" + Octets.of(hidden) + "': " + rest.seen());
      client.close();
      backend.ended();
      backend.neverAsALine(
          "STLS", "no line STLS at the backend behind '" + Octets.of(hidden) + "'");
    }
  }

  @Case(
      id = "injection.line-ends.inside-tls",
      verifies = {"POP3-INJ-14", "POP3-BASE-21"},
      needs = {STLS, BACKEND_AT_CONNECT},
      fix = "Split lines as the backend does, or refuse bare CR, bare LF and NUL and close.")
  void proxyAndBackendAgreeWhereALineEndsInsideTls(
      org.stlspec.suite.CaseRun run, Backend backend, Judge judge) {
    for (String odd :
        new String[] {"USER a\nCAPA\r\n", "USER a\rCAPA\r\n", "USER a\0CAPA\r\n", "CAPA\r\r\n"}) {
      backend.play(Script.modern().on("XLAST", Act.send("-ERR last\r\n")));
      Reply all = replies(run, odd);
      judge.observed("'" + Octets.of(odd) + "': " + all.seen());
      backend.ended();
      mustBeInStep(all, odd, backend.lines().contains("XLAST"));
    }
  }

  private static Reply replies(org.stlspec.suite.CaseRun run, String odd) {
    try (Client client = run.client()) {
      return client.secured().send(odd + "XLAST\r\nQUIT\r\n").rest();
    }
  }

  /** If XLAST was relayed its reply is the last, or the last but that to QUIT. */
  private static void mustBeInStep(Reply all, String odd, boolean relayed) {
    String replies = all.octets().latin1();
    if (relayed && !replies.matches("(?s).*-ERR last\r\n(\\+OK[^\n]*\n)?")) {
      throw new Finding("behind '" + Octets.of(odd) + "' each reply in its place", all.seen());
    }
  }

  @Case(
      id = "injection.pipelined-before-stls",
      verifies = {"POP3-INJ-06", "POP3-PIPE-01"},
      needs = {STLS, COMMANDS_IN_CLEAR},
      fix = "Answer what came before STLS in clear and in order, then STLS.")
  void commandsPipelinedBeforeStlsAreAnsweredInClearAndInOrder(Client client, Judge judge) {
    client.greeting().ok();
    client.send("XSTLSPEC\r\nCAPA\r\nSTLS\r\n");
    client.reply().mustBeErr("-ERR to the unknown command first");
    client.multiLine().mustBeComplete("then the list");
    Injected.judgeAnswer(client, judge);
  }

  @Case(
      id = "injection.no-reflection",
      verifies = "POP3-ALPN-05",
      needs = STLS,
      fix = "Never repeat what the client sent in an error text: a browser may be the reader.")
  void errorTextsDoNotRepeatTheCommand(Client client) {
    client.secured();
    Reply reply = client.command("<SCRIPT>stlspec</SCRIPT>");
    if (reply.text().toUpperCase(Locale.ROOT).contains("<SCRIPT>")) {
      throw new Finding("an error text without the client's input", reply.seen());
    }
  }

  @Case(
      id = "injection.no-reflection.argument",
      verifies = "POP3-ALPN-05",
      needs = STLS,
      fix = "Never repeat what the client sent in an error text: a browser may be the reader.")
  void errorTextsDoNotRepeatArguments(Client client) {
    client.secured();
    for (String verb : List.of("XSTLSPEC", "RETR", "CAPA", "PASS")) {
      Reply reply = client.command(verb + " <SCRIPT>stlspec</SCRIPT>");
      if (reply.text().toUpperCase(Locale.ROOT).contains("<SCRIPT>")) {
        throw new Finding("a text without the client's input", reply.seen());
      }
    }
  }

  private static final String REQUEST =
      """
      POST / HTTP/1.1
      Host: mail.stlspec.test
      Connection: keep-alive
      Content-Length: 64
      Content-Type: text/plain
      Origin: https://stlspec.test
      User-Agent: Mozilla/5.0
      Accept: */*
      Accept-Language: en

      """;

  @Case(
      id = "injection.http-request",
      verifies = "POP3-ALPN-05",
      level = Level.SHOULD,
      needs = {STLS, LOGIN},
      fix = "End the session at an HTTP method, or behind a few bad commands.")
  void anHttpRequestInsideTlsDoesNotReachALogin(Client client, Account account, Judge judge) {
    client.secured();
    String body = "USER " + account.name() + "\nPASS " + account.password() + "\nSTAT\nQUIT\n";
    client.send((REQUEST + body).replace("\n", "\r\n"));
    Reply all = client.rest();
    judge.observed("'" + all.octets().brief(80) + "', " + all.end().orElseThrow().seen());
    if (all.octets().latin1().contains("+OK")) {
      throw new Finding("no command of the body answered by +OK", all.seen());
    }
    if (all.octets().latin1().contains("stlspec.test")) {
      throw new Finding("a text without the client's input", all.seen());
    }
  }

  @Case(
      id = "injection.clear-text-inside-tls",
      verifies = "POP3-INJ-12",
      needs = {STLS, LOGIN},
      fix = "Inside TLS anything but a record is fatal.")
  void clearTextInsideTlsIsNeverACommand(Client client, Backend backend) {
    client.secured();
    client.command("XBEFORE");
    // Read as a record it announces 21024 octets: enough for those who look at whole records only.
    client.sendRaw(Octets.of("USER mallory\r\n".repeat(2000)));
    Reply rest = client.rest();
    if (!rest.left() || rest.octets().length() > 0) {
      throw new Finding("a TLS alert or the end of the connection", rest.seen());
    }
    client.close();
    backend.ended();
    backend.neverSaw("mallory", "nothing sent in clear inside TLS at the backend");
  }
}
