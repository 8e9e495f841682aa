package org.stlspec.cases;

import static org.stlspec.suite.Need.BACKEND_AT_CONNECT;
import static org.stlspec.suite.Need.BACKEND_CAPA;
import static org.stlspec.suite.Need.COMMANDS_IN_CLEAR;
import static org.stlspec.suite.Need.LOGIN;
import static org.stlspec.suite.Need.LOGIN_IN_CLEAR;
import static org.stlspec.suite.Need.STLS;

import java.util.Optional;
import org.stlspec.qmail.script.Act;
import org.stlspec.qmail.script.Script;
import org.stlspec.requirement.Level;
import org.stlspec.suite.Case;
import org.stlspec.suite.CaseRun;
import org.stlspec.verdict.Judge;
import org.stlspec.verdict.NotApplicable;
import org.stlspec.wire.Account;
import org.stlspec.wire.Backend;
import org.stlspec.wire.Client;
import org.stlspec.wire.End;
import org.stlspec.wire.Handshake;
import org.stlspec.wire.Octets;
import org.stlspec.wire.Reply;
import org.stlspec.wire.TlsOptions;

/** The command itself: when it is taken, when it is refused, and the switch to TLS behind it. */
class StlsCases {

  @Case(
      id = "stls.upgrade",
      verifies = {"POP3-STLS-03", "POP3-STLS-04", "POP3-STLS-09"},
      fix = "Flush one line +OK, then speak TLS and nothing else.")
  void stlsIsAnsweredByOneLineAndThenTls(Client client, Judge judge) {
    client.greeting().ok();
    Reply answer = client.command("STLS");
    if (!answer.positive()) {
      throw new NotApplicable("STLS is not offered: " + answer.seen());
    }
    Handshake handshake = client.handshake().mustSucceed("TLS behind +OK");
    if (!handshake.clear().isEmpty()) {
      judge.fail("a TLS record straight behind +OK", handshake.seen());
    }
    judge.observed(handshake.seen());
    client.command("QUIT").mustBeAnswer("a reply inside TLS");
  }

  @Case(
      id = "stls.announced-works",
      verifies = "POP3-STLS-13",
      fix = "Announce STLS only with a certificate and key that work.")
  void stlsThatIsAnnouncedWorks(Client client, Judge judge) {
    client.greeting().ok();
    if (!client.capa().ok().has("STLS")) {
      judge.skip("STLS is not announced");
    }
    client.command("STLS").mustBeOk("+OK to STLS, since it is announced");
    client.handshake().mustSucceed("a TLS handshake");
  }

  @Case(
      id = "stls.no-login",
      verifies = "POP3-STLS-07",
      needs = STLS,
      fix = "Stay in AUTHORIZATION after the handshake: TLS is no login.")
  void theHandshakeIsNoLogin(Client client) {
    client.secured();
    client.command("STAT").mustBeErr("-ERR to STAT before a login");
  }

  @Case(
      id = "stls.any-case",
      verifies = "POP3-BASE-04",
      needs = STLS,
      fix = "Compare the keyword without regard to case.")
  void stlsIsRecognisedInAnyCase(Client client) {
    client.greeting().ok();
    client.command("sTlS").mustBeOk("+OK to sTlS");
    client.handshake().mustSucceed("a TLS handshake");
  }

  @Case(
      id = "stls.octetwise",
      verifies = "POP3-STLS-17",
      needs = STLS,
      fix = "Recognise STLS at its line end, however it is cut into segments.")
  void stlsInSegmentsOfOneOctetIsRecognised(Client client) {
    client.greeting().ok();
    client.sendOctetwise("STLS\r\n").reply().mustBeOk("+OK to STLS sent octet by octet");
    client.handshake().mustSucceed("a TLS handshake");
  }

  @Case(
      id = "stls.argument",
      verifies = {"POP3-STLS-02", "POP3-STLS-14"},
      needs = STLS,
      fix = "Answer -ERR to STLS with an argument and stay in clear text.")
  void stlsWithAnArgumentIsRefused(Client client, Judge judge) {
    client.greeting().ok();
    Reply answer = client.command("STLS now");
    judge.observed(answer.seen());
    if (answer.positive()) {
      judge.warn("-ERR, since STLS has no argument", answer.seen() + " to 'STLS now'");
    } else if (!answer.left()) {
      answer.mustBeErr("-ERR or the end of the connection");
      client.capa().mustBeComplete("CAPA still answered in clear");
      client.command("STLS").mustBeOk("+OK to STLS without argument");
      client.handshake().mustSucceed("a TLS handshake");
    }
  }

  @Case(
      id = "stls.prefix",
      verifies = "POP3-STLS-02",
      needs = STLS,
      fix = "Compare the whole keyword, not its first four letters.")
  void aLongerKeywordIsNotStls(Client client, Judge judge) {
    client.greeting().ok();
    Reply answer = client.command("STLSX");
    if (answer.positive()) {
      Handshake handshake = client.handshake();
      judge.fail("-ERR to the unknown command STLSX", answer.seen() + ", " + handshake.seen());
    }
    judge.observed(answer.seen());
  }

  @Case(
      id = "stls.inside-tls",
      verifies = "POP3-STLS-06",
      level = Level.MUST,
      needs = STLS,
      fix = "Answer -ERR to STLS inside TLS and go on.")
  void stlsInsideTlsIsRefusedAndTheSessionGoesOn(Client client) {
    client.secured();
    client.command("STLS").mustBeErr("-ERR to STLS inside TLS");
    client.capa().status().mustBeAnswer("CAPA answered as before");
  }

  @Case(
      id = "stls.on-implicit-tls",
      verifies = "POP3-STLS-18",
      fix = "Answer -ERR to STLS on a port that speaks TLS from the first octet.")
  void stlsOnTheImplicitTlsPortIsRefused(CaseRun run) {
    Client client = ImplicitTls.client(run);
    client.handshake().mustSucceed("TLS from the first octet");
    client.greeting().mustBeOk("the greeting inside TLS");
    client.command("STLS").mustBeErr("-ERR to STLS");
  }

  @Case(
      id = "stls.after-login",
      verifies = "POP3-STLS-05",
      needs = {STLS, LOGIN},
      fix = "Answer -ERR to STLS in the TRANSACTION state, or let the backend do so.")
  void stlsAfterLoginInsideTlsIsRefused(Client client, Account account) {
    client.secured().login(account);
    client.command("STLS").mustBeErr("-ERR to STLS in the TRANSACTION state");
    client.command("STAT").mustBeOk("STAT answered as before");
  }

  @Case(
      id = "stls.after-login.in-clear",
      verifies = {"POP3-STLS-05", "POP3-STATE-09"},
      needs = LOGIN_IN_CLEAR,
      fix = "Answer -ERR to STLS in the TRANSACTION state, or let the backend do so.")
  void stlsAfterLoginInClearIsRefused(Client client, Account account) {
    client.greeting().ok();
    client.login(account);
    client.command("STLS").mustBeErr("-ERR to STLS in the TRANSACTION state");
    client.command("STAT").mustBeOk("STAT answered in clear as before");
  }

  @Case(
      id = "stls.after-login.apop",
      verifies = {"POP3-STATE-09", "POP3-STLS-05"},
      needs = {LOGIN_IN_CLEAR, BACKEND_AT_CONNECT},
      fix = "APOP answered +OK is a login: from there on STLS is the backend's to refuse.")
  void stlsAfterALoginByApopIsRefused(Client client, Backend backend) {
    backend.play(Script.modern().on("APOP", Act.send("+OK welcome\r\n"), Act.login()));
    mustRefuseStlsBehind("APOP alice 0123456789abcdef0123456789abcdef", client, backend);
  }

  @Case(
      id = "stls.after-login.auth",
      verifies = {"POP3-STATE-09", "POP3-STLS-05"},
      needs = {LOGIN_IN_CLEAR, BACKEND_AT_CONNECT},
      fix = "AUTH answered +OK is a login: from there on STLS is the backend's to refuse.")
  void stlsAfterALoginByAuthIsRefused(Client client, Backend backend) {
    mustRefuseStlsBehind("AUTH PLAIN AGFsaWNlAHdvbmRlcmxhbmQ=", client, backend);
  }

  private static void mustRefuseStlsBehind(String login, Client client, Backend backend) {
    client.greeting().ok();
    Reply answer = client.command(login);
    if (!answer.positive() && !backend.received().contains(login)) {
      throw new NotApplicable("the login is not relayed: " + answer.seen());
    }
    answer.ok();
    client.command("STLS").mustBeErr("-ERR to STLS in the TRANSACTION state");
    client.command("STAT").mustBeOk("STAT answered in clear as before");
  }

  @Case(
      id = "stls.with-client-hello",
      verifies = "POP3-INJ-13",
      needs = STLS,
      fix = "Hand what follows the CRLF of STLS to the TLS layer, or close.")
  void aClientHelloInTheSegmentOfStlsHasADefinedOutcome(Client client, Judge judge) {
    client.greeting().ok();
    client.sendRaw(Octets.of("STLS\r\n").plus(client.hello(TlsOptions.usual())));
    Reply answer = client.reply();
    judge.observed(answer.seen());
    if (!answer.positive()) {
      return;
    }
    Handshake handshake = client.finishHandshake();
    judge.observed(handshake.seen());
    Optional<End> end = handshake.end();
    if (end.isPresent() && !end.get().closed()) {
      judge.fail("a handshake or the end of the connection", "neither: " + end.get().seen());
    }
  }

  @Case(
      id = "stls.twice-in-one-segment",
      verifies = "POP3-INJ-16",
      needs = STLS,
      fix = "Start one handshake; what follows STLS belongs to the TLS layer or nobody.")
  void twoStlsInOneSegmentStartOneHandshake(Client client, Judge judge) {
    client.greeting().ok();
    Injected.judge(client, "STLS\r\nSTLS\r\n", judge);
  }

  @Case(
      id = "stls.never-at-the-backend",
      verifies = "POP3-PXT-10",
      needs = STLS,
      fix = "Consume the client's STLS in the proxy.")
  void theBackendNeverSeesStls(Client client, Backend backend) {
    client.greeting().ok();
    client.capa();
    client.stls();
    client.command("QUIT");
    client.close();
    backend.ended();
    backend.neverSaw("STLS", "no STLS at the backend");
  }

  @Case(
      id = "stls.backend-that-knows-stls",
      verifies = "POP3-PXT-11",
      needs = {STLS, BACKEND_CAPA, COMMANDS_IN_CLEAR},
      fix = "Terminate TLS in the proxy even where the backend could do STLS itself.")
  void tlsEndsAtTheProxyEvenIfTheBackendKnowsStls(Client client, Backend backend) {
    backend.play(Script.modern().capabilities("TOP", "USER", "STLS"));
    client.greeting().ok();
    client.stls();
    client.command("NOOP").mustBeAnswer("NOOP answered inside TLS");
    client.command("QUIT");
    client.close();
    backend.ended();
    backend.neverSaw("\u0016\u0003", "no ClientHello of the client's at the backend");
    backend.neverSaw("STLS", "no STLS of the client's at the backend");
  }
}
