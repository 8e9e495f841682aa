package org.stlspec.cases;

import static org.stlspec.suite.Need.BACKEND_AT_CONNECT;
import static org.stlspec.suite.Need.BACKEND_CAPA;
import static org.stlspec.suite.Need.COMMANDS_IN_CLEAR;
import static org.stlspec.suite.Need.LOGIN;
import static org.stlspec.suite.Need.STLS;

import java.util.Locale;
import org.stlspec.qmail.script.Act;
import org.stlspec.qmail.script.Script;
import org.stlspec.suite.Case;
import org.stlspec.verdict.Finding;
import org.stlspec.verdict.Judge;
import org.stlspec.wire.Account;
import org.stlspec.wire.Backend;
import org.stlspec.wire.Client;
import org.stlspec.wire.MultiLine;
import org.stlspec.wire.Octets;
import org.stlspec.wire.Reply;
import org.stlspec.wire.TlsOptions;

/** What becomes of clear-text octets around STLS: they must have no effect inside TLS. */
class InjectionCases {
  private static final String DISCARD =
      "Take nothing over from the clear: drop what was read behind STLS, or give it to TLS.";

  @Case(id = "injection.same-segment.capa", verifies = "POP3-INJ-01", needs = STLS, fix = DISCARD)
  void aCommandInTheSegmentOfStlsIsNotAnsweredInsideTls(Client client, Judge judge) {
    client.greeting().ok();
    Injected.judge(client, "STLS\r\nCAPA\r\n", judge);
  }

  @Case(id = "injection.same-segment.noop", verifies = "POP3-INJ-01", needs = STLS, fix = DISCARD)
  void noopInTheSegmentOfStlsIsNotAnsweredInsideTls(Client client, Judge judge) {
    client.greeting().ok();
    Injected.judge(client, "STLS\r\nNOOP\r\n", judge);
  }

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
      id = "injection.same-segment.partial-line",
      verifies = "POP3-INJ-05",
      needs = STLS,
      fix = DISCARD)
  void aPartialLineBehindStlsIsNotJoinedWithTheFirstLineInsideTls(Client client, Judge judge) {
    client.greeting().ok();
    Injected.judge(client, "STLS\r\nXSTL", judge);
  }

  @Case(id = "injection.next-segment", verifies = "POP3-INJ-03", needs = STLS, fix = DISCARD)
  void aCommandInTheNextSegmentIsNotAnsweredInsideTls(Client client, Judge judge) {
    client.greeting().ok();
    client.send("STLS\r\n").breathe().send("CAPA\r\n");
    Injected.judgeAnswer(client, judge);
  }

  @Case(id = "injection.after-ok", verifies = "POP3-INJ-03", needs = STLS, fix = DISCARD)
  void aCommandBetweenOkAndClientHelloIsNotAnswered(Client client, Judge judge) {
    client.greeting().ok();
    client.command("STLS").ok();
    client.send("CAPA\r\n").breathe();
    Injected.judgeHandshake(client, client.handshake(), judge);
  }

  @Case(
      id = "injection.in-front-of-client-hello",
      verifies = "POP3-INJ-04",
      needs = STLS,
      fix = DISCARD)
  void aCommandInTheSegmentOfTheClientHelloIsNotAnswered(Client client, Judge judge) {
    client.greeting().ok();
    client.command("STLS").ok();
    client.sendRaw(Octets.of("CAPA\r\n").plus(client.hello(TlsOptions.usual())));
    Injected.judgeHandshake(client, client.finishHandshake(), judge);
  }

  @Case(id = "injection.octetwise", verifies = "POP3-INJ-03", needs = STLS, fix = DISCARD)
  void aCommandSentOctetByOctetBehindStlsIsNotAnsweredInsideTls(Client client, Judge judge) {
    client.greeting().ok();
    client.sendOctetwise("STLS\r\nCAPA\r\n");
    Injected.judgeAnswer(client, judge);
  }

  @Case(
      id = "injection.bare-lf",
      verifies = {"POP3-INJ-14", "POP3-INJ-01"},
      needs = STLS,
      fix = "Split lines the same way everywhere, and drop what follows STLS whatever ended it.")
  void aCommandBehindStlsAndBareLfIsNotAnsweredInsideTls(Client client, Judge judge) {
    client.greeting().ok();
    Injected.judge(client, "STLS\r\nCAPA\n", judge);
  }

  @Case(
      id = "injection.line-ends",
      verifies = "POP3-INJ-14",
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
      id = "injection.reply-in-flight",
      verifies = "POP3-INJ-07",
      needs = {STLS, BACKEND_CAPA},
      fix = "Wait for the reply to the last command before answering STLS.")
  void aReplyInFlightIsDeliveredInClearBeforeTheUpgrade(
      Client client, Backend backend, Judge judge) {
    backend.play(
        Script.modern()
            .on("CAPA", Act.hold(), Act.send("+OK late\r\nX-LATE\r\n.\r\n"))
            .onNth("CAPA", 2, Act.usual()));
    client.greeting().ok();
    client.send("CAPA\r\nSTLS\r\n");
    backend.saw("CAPA\r\n").release();
    MultiLine late = client.multiLine();
    if (late.status().left()) {
      judge.observed("closed: " + late.seen());
      return;
    }
    if (!late.has("X-LATE")) {
      throw new Finding("the late list in clear, ahead of the reply to STLS", late.seen());
    }
    Injected.judgeAnswer(client, judge);
  }

  @Case(
      id = "injection.unasked-reply",
      verifies = "POP3-INJ-08",
      needs = {STLS, BACKEND_CAPA},
      fix = "Never carry a line of the backend that nobody asked for over into TLS.")
  void anUnaskedLineOfTheBackendIsNoReplyInsideTls(Client client, Backend backend, Judge judge) {
    backend.play(
        Script.modern()
            .on("CAPA", Act.send("+OK\r\nTOP\r\n.\r\n+OK unasked\r\n"))
            .on("XSTLSPEC", Act.send("-ERR own reply\r\n")));
    client.greeting().ok();
    client.capa().mustBeComplete("the list");
    Reply answer = client.command("STLS");
    if (answer.positive() && answer.text().contains("unasked")) {
      judge.observed("delivered in clear");
      answer = client.reply();
    }
    if (!answer.positive()) {
      judge.observed("STLS not accepted: " + answer.seen());
      return;
    }
    if (!client.handshake().established()) {
      judge.observed("no handshake");
      return;
    }
    client.command("XSTLSPEC").mustBeErr("inside TLS the reply of the command's own");
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
