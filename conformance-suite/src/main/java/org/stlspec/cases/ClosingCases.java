package org.stlspec.cases;

import static org.stlspec.suite.Need.BACKEND_AT_CONNECT;
import static org.stlspec.suite.Need.LOGIN;
import static org.stlspec.suite.Need.STLS;

import java.time.Duration;
import org.stlspec.qmail.script.Act;
import org.stlspec.qmail.script.Script;
import org.stlspec.suite.Case;
import org.stlspec.suite.CaseRun;
import org.stlspec.target.Target;
import org.stlspec.target.TargetTrouble;
import org.stlspec.verdict.Finding;
import org.stlspec.verdict.Inconclusive;
import org.stlspec.verdict.Judge;
import org.stlspec.wire.Account;
import org.stlspec.wire.Backend;
import org.stlspec.wire.Client;
import org.stlspec.wire.ClientHello;
import org.stlspec.wire.Octets;
import org.stlspec.wire.Reply;
import org.stlspec.wire.TlsOptions;

/** Clients that go, in each phase of a session, and proxies that stop. */
class ClosingCases {
  private static final String FIX =
      "When the client goes, close the backend connection and send it nothing: QUIT deletes.";

  @Case(
      id = "closing.client-gone.at-once",
      verifies = {"POP3-BASE-12", "POP3-PXT-23"},
      needs = BACKEND_AT_CONNECT,
      fix = FIX)
  void aClientThatLeavesAtOnceLeavesNothingBehind(Client client, Backend backend) {
    backend.play(Script.modern().greeting(Act.pause(Duration.ofMillis(5)), Act.usual()));
    client.connect().close();
    if (backend.sessions() > 0 || dialled(backend)) {
      mustEndWithoutQuit(backend);
    }
  }

  /** A target may notice that the client has gone before it dials. */
  private static boolean dialled(Backend backend) {
    try {
      backend.session();
      return true;
    } catch (Inconclusive never) {
      return false;
    }
  }

  @Case(
      id = "closing.client-gone.in-clear",
      verifies = {"POP3-BASE-12", "POP3-PXT-23"},
      needs = BACKEND_AT_CONNECT,
      fix = FIX)
  void aResetInClearEndsTheBackendConnection(Client client, Backend backend) {
    client.greeting().ok();
    client.capa();
    client.reset();
    mustEndWithoutQuit(backend);
  }

  @Case(
      id = "closing.client-gone.half-a-command",
      verifies = {"POP3-TLS-21", "POP3-BASE-12"},
      needs = BACKEND_AT_CONNECT,
      fix = "Add nothing to a last line without line end: drop it, or relay it as it is.")
  void halfACommandIsNeverCompleted(Client client, Backend backend) {
    client.greeting().ok();
    client.send("QUI").finish();
    mustEndWithoutQuit(backend);
    backend.neverSaw("QUI\r", "no end of a line that never ended");
    backend.neverSaw("QUI\n", "no end of a line that never ended");
  }

  @Case(
      id = "closing.client-gone.behind-hello",
      verifies = {"POP3-BADTLS-04", "POP3-PXT-23"},
      needs = {STLS, BACKEND_AT_CONNECT},
      fix = FIX)
  void aResetBehindTheClientHelloEndsTheBackendConnection(Client client, Backend backend) {
    Upgrade.begun(client);
    client.answerTo(ClientHello.tls12());
    client.reset();
    mustEndWithoutQuit(backend);
  }

  @Case(
      id = "closing.client-gone.before-login",
      verifies = {"POP3-TLS-21", "POP3-PXT-23"},
      needs = {STLS, BACKEND_AT_CONNECT},
      fix = FIX)
  void aResetInsideTlsBeforeLoginEndsTheBackendConnection(Client client, Backend backend) {
    client.secured();
    client.capa();
    client.reset();
    mustEndWithoutQuit(backend);
  }

  @Case(
      id = "closing.client-gone.in-retr",
      verifies = {"POP3-TLS-21", "POP3-BASE-12"},
      needs = {STLS, LOGIN},
      fix = FIX)
  void aResetInAMessageEndsTheBackendConnection(Client client, Backend backend, Account account) {
    backend.play(Script.modern().on("RETR", Act.send("+OK\r\n" + "x\r\n".repeat(1000))));
    client.secured().login(account);
    client.command("DELE 2").ok();
    client.command("RETR 1").ok();
    client.reset();
    mustEndWithoutQuit(backend);
  }

  private static void mustEndWithoutQuit(Backend backend) {
    backend.mustEnd(backend.sessions(), "the end of the backend connection");
    backend.ended();
    backend.neverSaw("QUIT", "no QUIT that the client never sent");
  }

  @Case(
      id = "closing.half-close-inside-tls",
      verifies = {"POP3-TLS-20", "POP3-LIFE-05"},
      needs = {STLS, LOGIN},
      fix = "At close_notify end the session or deliver what is pending; do not wait for more.")
  void aCloseNotifyBehindACommandHasADefinedOutcome(
      Client client, Backend backend, Account account, Judge judge) {
    backend.play(Script.modern().on("XLAST", Act.hold(), Act.send("+OK late\r\n"), Act.close()));
    client.secured().login(account);
    client.send("XLAST\r\n").closeNotify();
    backend.saw("XLAST\r\n").release();
    Reply late = client.reply();
    judge.observed(late.end().isEmpty() ? "the reply was delivered" : late.seen());
    if (!late.left() && !late.positive()) {
      throw new Finding("the reply or the end of the connection", late.seen());
    }
    backend.neverSaw("QUIT", "no QUIT that the client never sent");
  }

  @Case(
      id = "closing.ignored-behind-close-notify",
      verifies = "POP3-TLS-20",
      needs = {STLS, LOGIN},
      fix = "Ignore whatever follows the client's close_notify.")
  void whatFollowsACloseNotifyIsIgnored(Client client, Backend backend, Account account) {
    client.secured().login(account);
    client.command("DELE 1").ok();
    client.closeNotify().sendRaw(Octets.of("QUIT\r\n"));
    Octets clear = client.behindTls();
    if (clear.latin1().contains("+OK") || clear.latin1().contains("-ERR")) {
      throw new Finding("no POP3 in clear behind TLS", "'" + clear + "'");
    }
    client.close();
    mustEndWithoutQuit(backend);
  }

  @Case(
      id = "closing.renewed-certificate",
      verifies = "POP3-LIFE-08",
      needs = STLS,
      fix = "Show a renewed certificate to new handshakes, and let old sessions go on.")
  void aRenewedCertificateIsForNewHandshakes(Client before, Client after, CaseRun run, Judge judge)
      throws TargetTrouble {
    var old = Upgrade.with(TlsOptions.usual(), before).ok();
    if (!run.stage().target().renewCertificate()) {
      judge.skip("only its operator can renew the target's certificate");
    }
    var renewed = Upgrade.with(TlsOptions.usual(), after);
    renewed.mustSucceed("TLS with the renewed certificate");
    if (renewed.facts().get().chain().equals(old.facts().get().chain())) {
      throw new Finding("the renewed certificate", "still the old one");
    }
    before.capa().status().mustBeAnswer("CAPA answered in the session before");
  }

  @Case(
      id = "closing.shutdown",
      verifies = {"POP3-LIFE-08", "POP3-BASE-12"},
      needs = {STLS, LOGIN},
      fix = "When the proxy stops, cut sessions without a QUIT.")
  void aProxyThatStopsMakesNoQuit(CaseRun run, Backend backend, Account account)
      throws TargetTrouble {
    Target target = run.shaped(Target.Variant.TLS_REQUIRED);
    Client client = run.client(target.address());
    client.secured().login(account).command("DELE 1").ok();
    target.close();
    if (!client.rest().left()) {
      throw new Finding("the end of the session", "it stays open");
    }
    mustEndWithoutQuit(backend);
  }
}
