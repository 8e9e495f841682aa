package org.stlspec.cases;

import static org.stlspec.suite.Need.STLS;
import static org.stlspec.wire.ClientHello.SERVER_NAME;

import org.stlspec.requirement.Level;
import org.stlspec.suite.Case;
import org.stlspec.suite.CaseRun;
import org.stlspec.verdict.Finding;
import org.stlspec.verdict.Judge;
import org.stlspec.wire.Client;
import org.stlspec.wire.ClientHello;
import org.stlspec.wire.Handshake;
import org.stlspec.wire.HelloAnswer;
import org.stlspec.wire.Octets;
import org.stlspec.wire.TlsOptions;

/** The server name that a client says it wants to talk to (RFC 6066 section 3). */
class SniCases {

  @Case(
      id = "sni.absent",
      verifies = "POP3-SNI-02",
      level = Level.MUST,
      needs = STLS,
      fix = "Do not require a server name: POP3 clients need not send one.")
  void aClientThatNamesNoServerIsServed(Client client, Judge judge) {
    Handshake handshake = Upgrade.with(TlsOptions.usual().serverName(""), client);
    judge.observed(handshake.mustSucceed("TLS without a server name").seen());
  }

  @Case(
      id = "sni.letter-case",
      verifies = "POP3-SNI-01",
      needs = STLS,
      fix = "Compare server names without regard to case.")
  void theLetterCaseOfTheNameChangesNothing(Client lower, Client upper) {
    Handshake one = Upgrade.with(TlsOptions.usual().serverName("localhost"), lower).ok();
    Handshake other = Upgrade.with(TlsOptions.usual().serverName("LocalHost"), upper);
    other.mustSucceed("TLS with the name in other letters");
    if (!one.facts().get().chain().equals(other.facts().get().chain())) {
      throw new Finding("the same certificate", "another one for 'LocalHost'");
    }
  }

  @Case(
      id = "sni.unknown-name",
      verifies = {"POP3-SNI-02", "POP3-SNI-04"},
      needs = STLS,
      fix = "Refuse a name that is not yours with unrecognized_name, or serve it as any other.")
  void aNameThatIsNobodysIsRefusedOrServed(Client client, Judge judge) {
    HelloAnswer answer = Upgrade.with(ClientHello.tls12().serverName("nobody.invalid"), client);
    boolean acknowledged = answer.hello().map(hello -> hello.has(SERVER_NAME)).orElse(false);
    judge.observed(answer.seen() + (acknowledged ? ", the name acknowledged" : ""));
    if (answer.hello().isEmpty()) {
      answer.mustBeRefused("an alert or a ServerHello");
    }
  }

  @Case(
      id = "sni.broken",
      verifies = "POP3-SNI-03",
      level = Level.SHOULD,
      needs = STLS,
      fix = "Refuse a server_name extension whose lengths do not fit with decode_error.")
  void aBrokenServerNameIsRefused(CaseRun run) {
    broken(run, "\\0\\xff\\0\\0\\x09localhost", "a list longer than its extension");
    broken(run, "\\0\\x0c\\0\\0\\x20localhost", "a name longer than its list");
  }

  private static void broken(CaseRun run, String body, String what) {
    ClientHello hello = ClientHello.tls12().extension(SERVER_NAME, Octets.unescape(body));
    Upgrade.with(hello, run.client()).mustBeRefused("an alert to " + what);
  }
}
