package org.stlspec.cases;

import static org.stlspec.suite.Need.LOGIN;
import static org.stlspec.suite.Need.STLS;

import java.security.cert.X509Certificate;
import java.util.List;
import org.stlspec.suite.Case;
import org.stlspec.suite.CaseRun;
import org.stlspec.verdict.Finding;
import org.stlspec.verdict.Judge;
import org.stlspec.wire.Account;
import org.stlspec.wire.Client;
import org.stlspec.wire.Handshake;
import org.stlspec.wire.Tickets;
import org.stlspec.wire.TlsFacts;
import org.stlspec.wire.TlsOptions;

/** TLS sessions that are resumed: keys are carried over, nothing of POP3 is. */
class ResumptionCases {
  private static final String FIX =
      "Begin every connection in AUTHORIZATION: a ticket is no login, and ALPN is asked anew.";

  @Case(
      id = "resumption.login-anew.tls-1-2",
      verifies = "POP3-TLS-13",
      needs = {STLS, LOGIN},
      fix = FIX)
  void aResumedTls12SessionHasToLogInAnew(
      Client first, Client second, Account account, Judge judge) {
    var options = keeping(TlsOptions.TLS_1_2);
    leftLoggedIn(first, options, account);
    mustLogInAnew(second, Upgrade.with(options, second), judge);
  }

  @Case(
      id = "resumption.login-anew.tls-1-3",
      verifies = "POP3-TLS-13",
      needs = {STLS, LOGIN},
      fix = FIX)
  void aResumedTls13SessionHasToLogInAnew(
      Client usual, Client first, Client second, Account account, Judge judge) {
    Upgrade.toTls13(usual);
    var options = keeping(TlsOptions.TLS_1_3);
    leftLoggedIn(first, options, account);
    mustLogInAnew(second, Upgrade.with(options, second), judge);
  }

  @Case(
      id = "resumption.across-ports",
      verifies = "POP3-TLS-13",
      needs = {STLS, LOGIN},
      fix = FIX)
  void aSessionOfTheOtherPortIsNoLoginEither(
      Client first, CaseRun run, Account account, Judge judge) {
    Client second = ImplicitTls.client(run);
    var options = keeping(TlsOptions.TLS_1_2);
    leftLoggedIn(first, options, account);
    Handshake handshake = second.handshake(options).mustSucceed("TLS on the other port");
    second.greeting().mustBeOk("a greeting on the other port");
    mustLogInAnew(second, handshake, judge);
  }

  private static TlsOptions keeping(String version) {
    return TlsOptions.usual().versions(version).tickets(Tickets.kept());
  }

  private static void leftLoggedIn(Client client, TlsOptions options, Account account) {
    Upgrade.with(options, client).ok();
    client.login(account).command("STAT").ok();
    client.closeNotify().close();
  }

  private static void mustLogInAnew(Client client, Handshake handshake, Judge judge) {
    judge.observed(handshake.mustSucceed("TLS with what is left of a session").seen());
    client.command("STAT").mustBeErr("-ERR to STAT before a login");
  }

  @Case(id = "resumption.alpn-anew", verifies = "POP3-TLS-14", needs = STLS, fix = FIX)
  void theProtocolIsAskedAnewInAResumedSession(Client first, Client second, Judge judge) {
    var options = keeping(TlsOptions.TLS_1_2);
    Handshake pop3 = Upgrade.with(options.alpn("pop3"), first).ok();
    if (pop3.facts().get().alpn().isEmpty()) {
      judge.skip("the target does not know ALPN");
    }
    first.command("QUIT");
    Handshake other = Upgrade.with(options.alpn("http/1.1"), second);
    judge.observed(other.seen());
    if (other.established() && !other.facts().get().alpn().isEmpty()) {
      throw new Finding("http/1.1 refused, or no protocol selected", other.seen());
    }
  }

  @Case(
      id = "resumption.other-name",
      verifies = "POP3-TLS-14",
      needs = STLS,
      fix = "Do not resume a session under another server name, and never under another key.")
  void aSessionIsNotResumedUnderTheNameOfAnotherCertificate(
      Client first, Client second, Client third, Judge judge) {
    var options = keeping(TlsOptions.TLS_1_2);
    Handshake one = Upgrade.with(options, first).ok();
    first.command("QUIT");
    var otherName = options.serverName("another.invalid");
    Handshake again = Upgrade.with(otherName, second);
    judge.observed(again.seen());
    Handshake fresh = Upgrade.with(otherName.tickets(Tickets.kept()), third);
    if (resumed(again) && !certificate(fresh).equals(certificate(one))) {
      throw new Finding(
          "a full handshake or an alert, for that name has a certificate of its own", again.seen());
    }
  }

  private static boolean resumed(Handshake handshake) {
    return handshake.facts().map(TlsFacts::resumed).orElse(false);
  }

  private static List<X509Certificate> certificate(Handshake handshake) {
    return handshake.facts().map(TlsFacts::chain).orElse(List.of());
  }

  @Case(
      id = "resumption.no-early-data",
      verifies = "POP3-TLS-15",
      needs = STLS,
      fix = "Issue tickets without early_data: POP3 has no profile for 0-RTT.")
  void noTicketInvitesToEarlyData(Client client) {
    Upgrade.toTls13(client).capa().status().mustBeAnswer("CAPA answered inside TLS");
    if (client.aftermath().earlyDataAllowed()) {
      throw new Finding("tickets without early_data", "a ticket with early_data");
    }
  }
}
