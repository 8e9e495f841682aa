package org.stlspec.cases;

import static org.stlspec.suite.Need.BACKEND_AT_CONNECT;
import static org.stlspec.suite.Need.STLS;

import java.time.Duration;
import org.stlspec.suite.Case;
import org.stlspec.suite.CaseRun;
import org.stlspec.target.Target;
import org.stlspec.target.TargetTrouble;
import org.stlspec.verdict.Finding;
import org.stlspec.verdict.Judge;
import org.stlspec.wire.Backend;
import org.stlspec.wire.Client;
import org.stlspec.wire.Octets;
import org.stlspec.wire.Records;
import org.stlspec.wire.Reply;
import org.stlspec.wire.TlsOptions;

/** Handshakes that fail: the connection ends, and clear text never comes back. */
class HandshakeCases {
  private static final String FIX =
      "After +OK to STLS a failed handshake ends the connection; answer nothing in clear.";
  private static final Octets ALERT = Octets.unescape("\\x15\\x03\\x03\\0\\x02\\x02\\x28");

  @Case(
      id = "handshake.pop3-text-instead",
      verifies = {"POP3-BADTLS-01", "POP3-STLS-15"},
      needs = STLS,
      fix = FIX)
  void pop3InsteadOfAClientHelloEndsTheConnection(Client client, Judge judge) {
    Upgrade.begun(client);
    client.send("CAPA\r\nQUIT\r\n");
    mustEndWithoutText(client, judge);
  }

  @Case(
      id = "handshake.pop3-text-instead.at-the-backend",
      verifies = {"POP3-BADTLS-01", "POP3-BADTLS-03"},
      needs = {STLS, BACKEND_AT_CONNECT},
      fix = "Close the backend connection too, and send it nothing.")
  void pop3InsteadOfAClientHelloNeverReachesTheBackend(Client client, Backend backend) {
    Upgrade.begun(client);
    client.send("USER mallory\r\n");
    client.rest();
    backend.mustEnd(1, "the end of the backend connection");
    backend.neverSaw("mallory", "nothing behind STLS at the backend");
    backend.neverSaw("QUIT", "no QUIT that the client never sent");
  }

  @Case(
      id = "handshake.garbage-instead",
      verifies = {"POP3-BADTLS-02", "POP3-STLS-15"},
      needs = STLS,
      fix = FIX)
  void garbageInsteadOfAClientHelloEndsTheConnection(Client client, Judge judge) {
    Upgrade.begun(client);
    client.sendRaw(Octets.of("\u00ff".repeat(64)));
    mustEndWithoutText(client, judge);
  }

  @Case(
      id = "handshake.http-instead",
      verifies = {"POP3-BADTLS-02", "POP3-ALPN-05"},
      needs = STLS,
      fix = FIX)
  void anHttpRequestInsteadOfAClientHelloEndsTheConnection(Client client, Judge judge) {
    Upgrade.begun(client);
    client.sendRaw(Octets.of("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    mustEndWithoutText(client, judge);
  }

  @Case(
      id = "handshake.alert-instead",
      verifies = {"POP3-STLS-15", "POP3-BADTLS-03"},
      needs = STLS,
      fix = FIX)
  void anAlertInsteadOfAClientHelloEndsTheConnection(Client client, Judge judge) {
    Upgrade.begun(client);
    client.sendRaw(ALERT).sendRaw(Octets.of("CAPA\r\n"));
    mustEndWithoutText(client, judge);
  }

  @Case(
      id = "handshake.absurd-length",
      verifies = "POP3-BADTLS-02",
      needs = STLS,
      fix = "Refuse a record by the length in its header, do not wait for what it promises.")
  void anAbsurdLengthIsNotWaitedFor(Client client, Judge judge) {
    Upgrade.begun(client);
    client.sendRaw(Octets.unescape("\\x16\\x03\\x01\\xff\\xff\\x01\\0"));
    mustEndWithoutText(client, judge);
  }

  @Case(
      id = "handshake.no-hello",
      verifies = "POP3-BADTLS-05",
      needs = STLS,
      fix = "Refuse every handshake message but a ClientHello at the beginning.")
  void aFinishedInsteadOfAClientHelloEndsTheConnection(Client client, Judge judge) {
    Upgrade.begun(client);
    Octets finished = Octets.of("\24\0\0\14twelve octet");
    client.sendRaw(Records.record(Records.HANDSHAKE, finished));
    mustEndWithoutText(client, judge);
  }

  @Case(
      id = "handshake.data-instead",
      verifies = {"POP3-BADTLS-05", "POP3-BADTLS-01"},
      needs = STLS,
      fix = "Refuse application data before the handshake is over.")
  void dataInRecordsInsteadOfAClientHelloEndsTheConnection(Client client, Judge judge) {
    Upgrade.begun(client);
    client.sendRaw(Records.record(Records.APPLICATION_DATA, Octets.of("CAPA\r\n")));
    mustEndWithoutText(client, judge);
  }

  private static void mustEndWithoutText(Client client, Judge judge) {
    Reply rest = client.rest();
    judge.observed(rest.seen());
    if (rest.octets().latin1().contains("+OK") || rest.octets().latin1().contains("-ERR")) {
      throw new Finding("an alert or the end of the connection, no POP3 in clear", rest.seen());
    }
    if (!rest.left()) {
      throw new Finding("the end of the connection", rest.seen());
    }
  }

  @Case(
      id = "handshake.disconnect",
      verifies = "POP3-BADTLS-04",
      needs = {STLS, BACKEND_AT_CONNECT},
      fix = "Close the backend connection when the client leaves in the handshake.")
  void aDisconnectInTheHandshakeEndsTheBackendConnection(Client client, Backend backend) {
    Upgrade.begun(client);
    client.sendRaw(Octets.of("\u0016\u0003\u0001\u0002"));
    client.close();
    backend.mustEnd(1, "the end of the backend connection");
    backend.neverSaw("QUIT", "no QUIT that the client never sent");
  }

  @Case(
      id = "handshake.failure-leaves-others-alone",
      verifies = "POP3-BADTLS-06",
      needs = STLS,
      fix = "Keep a failed upgrade inside its own session.")
  void aFailedHandshakeDisturbsNoOtherSession(Client before, Client failing, Client after) {
    before.secured();
    Upgrade.begun(failing);
    failing.sendRaw(Octets.of("\u00ff".repeat(64)));
    failing.rest();
    before.command("QUIT").mustBeOk("the session before still alive");
    after.mustConnect("a connection for the next session");
    after.greeting().mustBeOk("a greeting for the next session");
    after.command("STLS").mustBeOk("+OK to STLS in the next session");
    after.handshake().mustSucceed("TLS in the next session");
  }

  @Case(
      id = "handshake.limit",
      verifies = "POP3-LIFE-04",
      needs = STLS,
      fix = "Give the whole handshake a limit of a minute or less.")
  void aStalledHandshakeEndsWithinItsLimit(CaseRun run, Judge judge) throws TargetTrouble {
    Target target = run.timed(Target.Variant.SHORT_HANDSHAKE_LIMIT);
    Reply rest = Upgrade.begun(run.client(target.address())).rest(run.limit(target));
    judge.observed(rest.seen());
    if (!rest.left()) {
      throw new Finding("the end of a connection whose handshake stalls", rest.seen());
    }
  }

  @Case(
      id = "handshake.limit.dripping",
      verifies = {"POP3-LIFE-04", "POP3-DOS-03"},
      needs = STLS,
      fix = "Do not begin the handshake's limit anew with each octet.")
  void aDrippingHandshakeEndsWithinTheSameLimit(CaseRun run, Judge judge) throws TargetTrouble {
    Target target = run.timed(Target.Variant.SHORT_HANDSHAKE_LIMIT);
    Client client = Upgrade.begun(run.client(target.address()));
    Octets hello = client.hello(TlsOptions.usual());
    Duration drip = run.limit(target).dividedBy(20);
    for (int sent = 1; sent <= 25; sent++) {
      client.sendRaw(hello.part(sent - 1, sent));
      Reply early = client.reply(drip);
      if (early.left()) {
        judge.observed(early.seen() + " after " + sent + " octets");
        return;
      }
    }
    throw new Finding(
        "the end of the connection in spite of progress",
        "open behind 25 octets, one each " + drip.toMillis() + " ms");
  }
}
