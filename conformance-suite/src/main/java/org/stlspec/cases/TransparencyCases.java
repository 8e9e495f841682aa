package org.stlspec.cases;

import static org.stlspec.suite.Need.BACKEND_AT_CONNECT;
import static org.stlspec.suite.Need.COMMANDS_IN_CLEAR;
import static org.stlspec.suite.Need.LOGIN;
import static org.stlspec.suite.Need.LOGIN_IN_CLEAR;
import static org.stlspec.suite.Need.STLS;

import java.util.List;
import org.stlspec.qmail.script.Act;
import org.stlspec.qmail.script.Script;
import org.stlspec.suite.Case;
import org.stlspec.verdict.Finding;
import org.stlspec.verdict.Judge;
import org.stlspec.verdict.NotApplicable;
import org.stlspec.wire.Account;
import org.stlspec.wire.Backend;
import org.stlspec.wire.Client;
import org.stlspec.wire.Octets;
import org.stlspec.wire.Reply;

/** After login the target is a pipe: every octet, both ways. */
class TransparencyCases {
  private static final String FIX = "After login relay octets; read no lines, mend nothing.";
  private static final Octets ALL = everyOctet();
  private static final Script RAW_AFTER_LOGIN = Script.modern().after("PASS", Act.raw());

  /** Every value, then what careless line handling would touch. */
  private static Octets everyOctet() {
    var all = new StringBuilder();
    for (char octet = 0; octet < 256; octet++) {
      all.append(octet);
    }
    return Octets.of(all + "\r\r\n\n\r\n.\r\n..\r\n\0\r\nSTLS\r\nQUIT\r\n \t \r\n");
  }

  @Case(
      id = "transparency.every-octet-to-the-client",
      verifies = {"POP3-PXT-14", "POP3-STATE-10"},
      needs = {STLS, LOGIN},
      fix = FIX)
  void everyOctetOfTheBackendReachesTheClient(Client client, Backend backend, Account account) {
    backend.play(RAW_AFTER_LOGIN);
    client.secured().login(account);
    mustArrive(client, backend);
  }

  @Case(
      id = "transparency.every-octet-to-the-client.in-clear",
      verifies = {"POP3-PXT-14", "POP3-STATE-10"},
      needs = LOGIN_IN_CLEAR,
      fix = FIX)
  void everyOctetOfTheBackendReachesTheClientInClear(
      Client client, Backend backend, Account account) {
    backend.play(RAW_AFTER_LOGIN);
    client.greeting().ok();
    client.login(account);
    mustArrive(client, backend);
  }

  private static void mustArrive(Client client, Backend backend) {
    backend.saw("PASS ").send(ALL.bytes());
    Octets arrived = client.read(ALL.length());
    if (!arrived.equals(ALL)) {
      throw new Finding("every octet of the backend unchanged", "'" + arrived + "'");
    }
  }

  @Case(
      id = "transparency.every-octet-to-the-backend",
      verifies = {"POP3-PXT-14", "POP3-STATE-10"},
      needs = {STLS, LOGIN},
      fix = FIX)
  void everyOctetOfTheClientReachesTheBackend(Client client, Backend backend, Account account) {
    backend.play(RAW_AFTER_LOGIN);
    client.secured().login(account).send(ALL);
    backend.mustSee(ALL.latin1(), "every octet of the client unchanged");
  }

  @Case(
      id = "transparency.every-octet-to-the-backend.in-clear",
      verifies = {"POP3-PXT-14", "POP3-STATE-10"},
      needs = LOGIN_IN_CLEAR,
      fix = FIX)
  void everyOctetOfTheClientReachesTheBackendInClear(
      Client client, Backend backend, Account account) {
    backend.play(RAW_AFTER_LOGIN);
    client.greeting().ok();
    client.login(account).send(ALL);
    backend.mustSee(ALL.latin1(), "every octet of the client unchanged");
  }

  private static final String ODD_REPLY = "-ERR [IN-USE]  caf\u00e9 \t\u00ff  \r\n";

  @Case(
      id = "transparency.reply-texts",
      verifies = "POP3-PXT-14",
      needs = {COMMANDS_IN_CLEAR, BACKEND_AT_CONNECT},
      fix = "Pass reply lines on as they come, response codes and 8-bit text included.")
  void replyTextsArriveUnchanged(Client client, Backend backend) {
    backend.play(Script.modern().on("XODD", Act.send(ODD_REPLY)));
    client.greeting().ok();
    Reply reply = client.command("XODD");
    if (reply.negative() && !backend.received().contains("XODD")) {
      throw new NotApplicable("before TLS the target answers by itself: " + reply.seen());
    }
    reply.mustBe(ODD_REPLY, "the backend's reply unchanged before TLS");
  }

  @Case(
      id = "transparency.reply-texts.inside-tls",
      verifies = "POP3-PXT-14",
      needs = {STLS, BACKEND_AT_CONNECT},
      fix = "Pass reply lines on as they come, response codes and 8-bit text included.")
  void replyTextsArriveUnchangedInsideTls(Client client, Backend backend) {
    backend.play(Script.modern().on("XODD", Act.send(ODD_REPLY)));
    client.secured();
    client.command("XODD").mustBe(ODD_REPLY, "the backend's reply unchanged inside TLS");
  }

  @Case(
      id = "transparency.behind-the-login-reply",
      verifies = {"POP3-PXT-14", "POP3-PXT-07"},
      needs = {STLS, LOGIN, BACKEND_AT_CONNECT},
      fix = "What was read behind the reply to PASS belongs to the client too.")
  void octetsBehindTheReplyToPassReachTheClient(Client client, Backend backend, Account account) {
    backend.play(
        Script.modern().on("PASS", Act.send("+OK welcome\r\n+OK and more\r\n"), Act.login()));
    client.secured();
    client.command("USER " + account.name()).ok();
    client.command("PASS " + account.password()).ok();
    client.reply().mustBe("+OK and more\r\n", "the octets that came in the segment of +OK");
  }

  @Case(
      id = "transparency.command-lines",
      verifies = "POP3-PXT-14",
      needs = {STLS, BACKEND_AT_CONNECT},
      fix = "Relay command lines as they come, blanks included: a password may end in one.")
  void commandLinesReachTheBackendUnchanged(Client client, Backend backend) {
    client.secured();
    client.command("USER  carol \t").mustBeAnswer("a reply to USER");
    client.command("PASS p w ").mustBeAnswer("a reply to PASS");
    backend.mustSee("USER  carol \t\r\n", "the line USER as the client sent it");
    backend.mustSee("PASS p w \r\n", "the line PASS as the client sent it");
  }

  @Case(
      id = "transparency.second-user",
      verifies = {"POP3-PXT-14", "POP3-BASE-07"},
      needs = {STLS, BACKEND_AT_CONNECT},
      fix = "Relay each USER: whose password follows is for the backend to tell.")
  void aSecondNameReachesTheBackendBeforeThePassword(Client client, Backend backend) {
    client.secured();
    client.command("USER carol").mustBeAnswer("a reply to the first USER");
    client.command("USER dave").mustBeAnswer("a reply to the second USER");
    client.command("PASS of-dave").mustBeAnswer("a reply to PASS");
    backend.mustSee("USER carol\r\nUSER dave\r\nPASS of-dave\r\n", "both names, then the password");
  }

  @Case(
      id = "transparency.message-like-capa",
      verifies = {"POP3-PXT-16", "POP3-STATE-10"},
      needs = {STLS, LOGIN},
      fix = "Edit the reply to CAPA alone, never the text of messages.")
  void aMessageThatLooksLikeACapabilityListIsNotEdited(
      Client client, Backend backend, Account account) {
    String text = "+OK Capability list follows\r\nSTLS\r\nUSER\r\n-ERR no\r\n+OK\r\n";
    backend.play(Script.modern().messages(Octets.of(text).bytes()));
    client.secured().login(account);
    var message = client.list("RETR 1").mustBeComplete("the message");
    List<String> lines = text.lines().toList();
    if (!message.lines().equals(lines)) {
      throw new Finding("the lines " + lines, message.seen());
    }
  }

  private static final Script TRUSTING =
      Script.modern().greeting(Act.send("+OK [XCLIENT] ready\r\n"));
  private static final List<String> FORGERIES =
      List.of(
          "XCLIENT ADDR=203.0.113.9", "XOIP 203.0.113.9", "PROXY TCP4 203.0.113.9 127.0.0.1 1 2");

  @Case(
      id = "transparency.no-forged-origin",
      verifies = "POP3-PXT-20",
      needs = {STLS, BACKEND_AT_CONNECT},
      fix = "Refuse XCLIENT, XOIP and PROXY from clients when the backend trusts the proxy.")
  void aClientCannotForgeItsOrigin(Client client, Backend backend, Judge judge) {
    backend.play(TRUSTING);
    client.greeting().ok();
    mustNotForge(client, backend, judge);
  }

  @Case(
      id = "transparency.no-forged-origin.inside-tls",
      verifies = "POP3-PXT-20",
      needs = {STLS, BACKEND_AT_CONNECT},
      fix = "Refuse XCLIENT, XOIP and PROXY from clients when the backend trusts the proxy.")
  void aClientCannotForgeItsOriginInsideTls(Client client, Backend backend, Judge judge) {
    backend.play(TRUSTING);
    client.secured();
    mustNotForge(client, backend, judge);
  }

  private static void mustNotForge(Client client, Backend backend, Judge judge) {
    for (String forged : FORGERIES) {
      Reply reply = client.command(forged);
      if (reply.left()) {
        judge.observed("closed at " + forged);
        break;
      }
    }
    client.close();
    backend.ended();
    backend.neverSaw("203.0.113.9", "no forged address at a backend that trusts the proxy");
  }
}
