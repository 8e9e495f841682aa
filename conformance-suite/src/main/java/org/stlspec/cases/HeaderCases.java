package org.stlspec.cases;

import static org.stlspec.suite.Need.BACKEND_AT_CONNECT;
import static org.stlspec.suite.Need.STLS;

import org.stlspec.qmail.script.Act;
import org.stlspec.qmail.script.Script;
import org.stlspec.qmail.script.Session;
import org.stlspec.suite.Case;
import org.stlspec.suite.CaseRun;
import org.stlspec.target.Target.Variant;
import org.stlspec.target.TargetTrouble;
import org.stlspec.verdict.Finding;
import org.stlspec.verdict.NotApplicable;
import org.stlspec.wire.Backend;
import org.stlspec.wire.Client;
import org.stlspec.wire.Octets;

/** PROXY headers that a target sends to its backend. */
class HeaderCases {
  private static final String FIRST =
      "Send the PROXY header at once and first on every backend connection.";
  private static final String ORIGIN = "PROXY TCP4 127.0.0.1 127.0.0.1 ";
  private static final Script TAKES_HEADER = Script.modern().on("PROXY");
  private static final int SIGNATURE = 12;
  private static final int FIXED = 16;
  private static final int SSL = 0x20;

  @Case(id = "header.text-first", verifies = "PP-06", needs = BACKEND_AT_CONNECT, fix = FIRST)
  void theHeaderDoesNotWaitForTheGreeting(CaseRun run, Backend backend) throws TargetTrouble {
    var target = run.shaped(Variant.SENDS_PROXY_V1);
    backend.play(TAKES_HEADER.greeting(Act.hold(), Act.usual()));
    Client client = run.client(target.address()).connect();
    backend.mustSee(ORIGIN, "a PROXY header before the greeting");
    backend.session().release();
    client.greeting().ok();
    mustBeFirst(backend.session());
  }

  @Case(
      id = "header.text-first.after-stls",
      verifies = "PP-06",
      needs = {STLS, BACKEND_AT_CONNECT},
      fix = FIRST)
  void everyConnectionOfASessionBeginsWithTheHeader(CaseRun run, Backend backend)
      throws TargetTrouble {
    backend.play(TAKES_HEADER);
    Client client = run.client(run.shaped(Variant.SENDS_PROXY_V1).address());
    client.greeting().ok();
    if (!client.command("USER mallory").positive() || !client.command("STLS").positive()) {
      throw new NotApplicable("no STLS behind USER");
    }
    client.handshake().ok();
    client.command("NOOP").mustBeAnswer("NOOP answered inside TLS");
    for (int number = 1; number <= backend.sessions(); number++) {
      mustBeFirst(backend.session(number));
    }
  }

  private static void mustBeFirst(Session session) {
    String received = Octets.of(session.received()).latin1();
    if (!received.startsWith(ORIGIN)) {
      String what = "'" + Octets.of(received) + "' on backend connection " + session.number();
      throw new Finding("a PROXY header with the client's address first", what);
    }
  }

  @Case(
      id = "header.not-forged",
      verifies = {"PP-07", "POP3-PXT-20"},
      fix = "Never relay a PROXY line of the client's.")
  void aClientCannotAddAHeaderOfItsOwn(CaseRun run, Backend backend) throws TargetTrouble {
    backend.play(TAKES_HEADER.onNth("PROXY", 2, Act.usual()));
    Client client = run.client(run.shaped(Variant.SENDS_PROXY_V1).address());
    client.greeting().ok();
    client.send(OriginCases.TEXT).reply();
    client.send("QUIT\r\n").rest();
    client.close();
    backend.ended();
    backend.neverSaw("192.0.2.7", "the proxy's own header and no other");
  }

  @Case(
      id = "header.binary-claims-no-tls",
      verifies = {"PP-08", "PP-06"},
      needs = {STLS, BACKEND_AT_CONNECT},
      fix = "Send no SSL TLV before STLS: the session is in clear at that time.")
  void aHeaderBeforeStlsDoesNotClaimTls(CaseRun run, Backend backend) throws TargetTrouble {
    backend.play(Script.modern().greeting(Act.usual(), Act.raw()));
    Client client = run.client(run.shaped(Variant.SENDS_PROXY_V2).address());
    client.greeting().ok();
    Octets header = Octets.of(backend.saw("QUIT\n").received());
    if (header.length() < FIXED || header.at(SIGNATURE) != 0x21 || header.at(13) != 0x11) {
      throw new Finding("a PROXY header of version 2 first", "'" + header + "'");
    }
    if (claimsTls(header)) {
      throw new Finding("no SSL TLV", "'" + header + "'");
    }
  }

  /** Whether one of the TLVs behind the addresses is about TLS. */
  private static boolean claimsTls(Octets header) {
    int end = FIXED + (header.at(14) << 8) + header.at(15);
    for (int at = FIXED + 12;
        at + 2 < end;
        at += 3 + (header.at(at + 1) << 8) + header.at(at + 2)) {
      if (header.at(at) == SSL) {
        return true;
      }
    }
    return false;
  }
}
