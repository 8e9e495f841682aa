package org.stlspec.cases;

import static org.stlspec.suite.Need.LOGIN;
import static org.stlspec.suite.Need.STLS;

import org.stlspec.requirement.Level;
import org.stlspec.suite.Case;
import org.stlspec.verdict.Finding;
import org.stlspec.verdict.Judge;
import org.stlspec.wire.Account;
import org.stlspec.wire.Backend;
import org.stlspec.wire.Client;
import org.stlspec.wire.End;
import org.stlspec.wire.Handshake;
import org.stlspec.wire.Reply;
import org.stlspec.wire.TlsFacts;
import org.stlspec.wire.TlsOptions;
import org.stlspec.wire.TlsOptions.Engine;

/** The TLS layer that STLS starts: versions, ALPN, and how it ends. */
class TlsCases {

  @Case(id = "tls.version-1-2", verifies = "POP3-TLS-01", needs = STLS, fix = "Support TLS 1.2.")
  void tls12IsSupported(Client client, Judge judge) {
    judge.observed(
        Upgrade.with(TlsOptions.usual().versions(TlsOptions.TLS_1_2), client)
            .mustSucceed("a TLS 1.2 handshake")
            .seen());
    client.capa().status().mustBeAnswer("CAPA answered inside TLS 1.2");
  }

  @Case(
      id = "tls.version-1-3",
      verifies = "POP3-TLS-01",
      level = Level.SHOULD,
      needs = STLS,
      fix = "Support TLS 1.3.")
  void tls13IsSupported(Client client, Judge judge) {
    judge.observed(
        Upgrade.with(TlsOptions.usual().versions(TlsOptions.TLS_1_3), client)
            .mustSucceed("a TLS 1.3 handshake")
            .seen());
    client.capa().status().mustBeAnswer("CAPA answered inside TLS 1.3");
  }

  @Case(
      id = "tls.version-1-0-refused",
      verifies = "POP3-TLS-02",
      needs = STLS,
      fix = "Refuse TLS 1.0 with a protocol_version alert.")
  void tls10IsRefused(Client client, Judge judge) {
    mustRefuse(client, TlsOptions.TLS_1_0, judge);
  }

  @Case(
      id = "tls.version-1-1-refused",
      verifies = "POP3-TLS-02",
      needs = STLS,
      fix = "Refuse TLS 1.1 with a protocol_version alert.")
  void tls11IsRefused(Client client, Judge judge) {
    mustRefuse(client, TlsOptions.TLS_1_1, judge);
  }

  private static void mustRefuse(Client client, String version, Judge judge) {
    Handshake handshake =
        Upgrade.with(TlsOptions.usual().engine(Engine.BC).versions(version), client);
    handshake.mustFail("no handshake with " + version);
    judge.observed(handshake.seen());
  }

  @Case(
      id = "tls.alpn-pop3",
      verifies = "POP3-ALPN-01",
      needs = STLS,
      fix = "Select the protocol pop3 when the client offers it.")
  void alpnPop3IsSelected(Client client) {
    Handshake handshake = alpnPop3(client).mustSucceed("a handshake with ALPN pop3");
    if (!selected(handshake).equals("pop3")) {
      throw new Finding("ALPN pop3 selected", handshake.seen());
    }
  }

  @Case(
      id = "tls.alpn-absent",
      verifies = "POP3-ALPN-03",
      fix = "Serve clients that offer no ALPN: most POP3 clients do not.")
  void aClientWithoutAlpnIsServed(Client named, Client client, Judge judge) {
    named.greeting().ok();
    boolean any = named.command("STLS").positive();
    if (!any || !named.handshake(TlsOptions.usual().alpn("pop3")).established()) {
      judge.skip("there is no TLS with ALPN either");
    }
    Handshake handshake = Upgrade.with(TlsOptions.usual(), client);
    judge.observed(handshake.mustSucceed("a handshake without ALPN").seen());
    client.capa().status().mustBeAnswer("CAPA answered inside TLS");
  }

  @Case(
      id = "tls.alpn-among-others",
      verifies = {"POP3-ALPN-01", "POP3-ALPN-02"},
      needs = STLS,
      fix = "Look through the whole list of protocols for pop3.")
  void alpnPop3AmongOthersIsAccepted(Client client, Judge judge) {
    Handshake handshake = Upgrade.with(TlsOptions.usual().alpn("imap", "http/1.1", "pop3"), client);
    judge.observed(handshake.mustSucceed("a handshake with pop3 as the last of three").seen());
    if (!selected(handshake).isEmpty() && !selected(handshake).equals("pop3")) {
      judge.fail("pop3 selected, or nothing", handshake.seen());
    }
  }

  @Case(
      id = "tls.alpn-other-refused",
      verifies = "POP3-ALPN-02",
      needs = STLS,
      fix = "Refuse with alert 120 when the client offers only other protocols.")
  void alpnOfAnotherProtocolIsRefused(Client other, Client pop3, Judge judge) {
    Handshake handshake =
        Upgrade.with(TlsOptions.usual().engine(Engine.BC).alpn("http/1.1"), other);
    judge.observed(handshake.seen());
    if (!handshake.established()) {
      mustNameTheReason(handshake, judge);
    } else if (!selected(handshake).isEmpty() || !selected(alpnPop3(pop3)).isEmpty()) {
      throw new Finding("alert no_application_protocol(120) to http/1.1", handshake.seen());
    } else {
      judge.warn("ALPN to be known, and http/1.1 refused", "ignored: " + handshake.seen());
    }
  }

  private static void mustNameTheReason(Handshake handshake, Judge judge) {
    if (!handshake.seen().contains("no_application_protocol")) {
      judge.warn("alert no_application_protocol(120)", handshake.seen());
    }
  }

  private static Handshake alpnPop3(Client client) {
    return Upgrade.with(TlsOptions.usual().alpn("pop3"), client);
  }

  private static String selected(Handshake handshake) {
    return handshake.facts().map(TlsFacts::alpn).orElse("");
  }

  @Case(
      id = "tls.quit-sends-close-notify",
      verifies = "POP3-TLS-19",
      needs = STLS,
      fix = "Send close_notify before the FIN.")
  void theSessionEndsWithCloseNotify(Client client) {
    client.secured();
    client.command("QUIT").ok();
    Reply rest = client.rest();
    if (rest.end().map(End::kind).filter(End.Kind.CLOSE_NOTIFY::equals).isEmpty()) {
      throw new Finding("close_notify behind the reply to QUIT", rest.seen());
    }
  }

  @Case(
      id = "tls.lines-span-records",
      verifies = "POP3-TLS-17",
      needs = STLS,
      fix = "Read lines from the stream of decrypted octets, not from records.")
  void linesAndRecordsAreIndependent(Client client) {
    client.secured();
    client.send("CA").breathe().send("P").breathe().send("A\r").breathe().send("\nQUIT\r\n");
    Reply first = client.multiLine().status();
    first.mustBeAnswer("CAPA answered though it spans four records");
    client.reply().mustBeOk("QUIT answered though it shares a record");
  }

  @Case(
      id = "tls.truncated-command",
      verifies = "POP3-TLS-21",
      needs = {STLS, LOGIN},
      fix = "Drop an unfinished line at the end of the stream; never complete it.")
  void aCommandCutByTheEndOfTheStreamIsNotCompleted(
      Client client, Backend backend, Account account) {
    client.secured().login(account);
    client.command("DELE 1").ok();
    client.send("QUI");
    backend.saw("DELE 1\r\n");
    client.finish();
    client.rest();
    client.close();
    backend.ended();
    backend.neverSaw("QUIT", "no QUIT made of 'QUI' and the end of the stream");
    backend.neverSaw("QUI\n", "no line made of 'QUI' and the end of the stream");
    backend.neverSaw("QUI\r", "no line made of 'QUI' and the end of the stream");
  }
}
