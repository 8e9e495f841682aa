package org.stlspec.cases;

import static org.stlspec.suite.Need.STLS;
import static org.stlspec.wire.ClientHello.EXTENDED_MASTER_SECRET;
import static org.stlspec.wire.ClientHello.RENEGOTIATION_INFO;

import org.stlspec.suite.Case;
import org.stlspec.suite.CaseRun;
import org.stlspec.verdict.Finding;
import org.stlspec.verdict.Judge;
import org.stlspec.wire.Client;
import org.stlspec.wire.ClientHello;
import org.stlspec.wire.HelloAnswer;
import org.stlspec.wire.Octets;
import org.stlspec.wire.ServerHello;

/** What is answered to a ClientHello that no ordinary client sends. */
class HelloCases {
  private static final int TLS_1_2 = 0x0303;
  private static final int SSL_3 = 0x0300;

  /** SSL 2 in form and in content: version 2, three suites, a challenge of 16 octets. */
  private static final Octets SSL_2_HELLO =
      Octets.unescape(
          "\\x80\\x22\\x01\\0\\x02\\0\\x09\\0\\0\\0\\x10"
              + "\\x01\\0\\x80\\x07\\0\\xc0\\x03\\0\\x80"
              + "stlspec challeng");

  @Case(
      id = "hello.version-2-refused",
      verifies = "POP3-TLS-03",
      needs = STLS,
      fix = "Turn off whatever is older than TLS 1.2.")
  void aHelloOfTheOldestVersionIsRefused(Client client, Judge judge) {
    refused(Upgrade.begun(client).answerTo(SSL_2_HELLO), judge);
  }

  @Case(
      id = "hello.version-3-refused",
      verifies = "POP3-TLS-03",
      needs = STLS,
      fix = "Turn off whatever is older than TLS 1.2.")
  void aHelloOfTheVersionBeforeTlsIsRefused(Client client, Judge judge) {
    var old = ClientHello.tls12().version(SSL_3).recordVersion(SSL_3).suites(0xc009, 0xc013, 0x2f);
    refused(Upgrade.with(old, client), judge);
  }

  private static void refused(HelloAnswer answer, Judge judge) {
    answer.mustBeRefused("an alert or the end of the connection");
    judge.observed(answer.seen());
  }

  @Case(
      id = "hello.record-version",
      verifies = "POP3-TLS-04",
      needs = STLS,
      fix = "Choose the version by the ClientHello, not by the record that it came in.")
  void theVersionOfTheRecordChoosesNothing(CaseRun run) {
    for (int version : new int[] {SSL_3, 0x0301, 0x0302, TLS_1_2}) {
      chosen(ClientHello.tls12().recordVersion(version), TLS_1_2, run.client());
    }
  }

  @Case(
      id = "hello.higher-version",
      verifies = "POP3-TLS-05",
      needs = STLS,
      fix = "Answer a version you do not know with the highest that you do.")
  void aVersionAboveAllIsAnsweredWithALowerOne(Client client) {
    chosen(ClientHello.tls12().version(0x0305), TLS_1_2, client);
  }

  @Case(
      id = "hello.higher-version.among-others",
      verifies = "POP3-TLS-05",
      needs = STLS,
      fix = "Skip versions you do not know in supported_versions.")
  void unknownVersionsAmongOthersAreSkipped(Client client) {
    chosen(ClientHello.tls12().versions(0x0a0a, 0x7f55, TLS_1_2), TLS_1_2, client);
  }

  @Case(
      id = "hello.grease",
      verifies = "POP3-TLS-05",
      needs = STLS,
      fix = "Ignore cipher suites, groups and extensions you do not know.")
  void unknownSuitesGroupsAndExtensionsAreIgnored(Client client) {
    chosen(ClientHello.tls12().grease(), TLS_1_2, client);
  }

  private static void chosen(ClientHello hello, int version, Client client) {
    String what = String.format("TLS 0x%04X chosen", version);
    ServerHello answer = Upgrade.with(hello, client).mustBeHello(what);
    if (answer.version() != version) {
      throw new Finding(what, answer.seen());
    }
  }

  @Case(
      id = "hello.downgrade-marked",
      verifies = "POP3-TLS-05",
      needs = STLS,
      fix = "End the random with DOWNGRD and 1 when you could do TLS 1.3 and choose 1.2.")
  void aDowngradeToTls12IsMarked(Client newer, Client older, Judge judge) {
    if (Upgrade.with(ClientHello.tls13(), newer).hello().isEmpty()) {
      judge.skip("the target has no TLS 1.3 to be downgraded from");
    }
    ServerHello answer = Upgrade.with(ClientHello.tls12(), older).ok();
    if (!answer.random().part(24, 32).equals(Octets.of("DOWNGRD\1"))) {
      throw new Finding("a random that ends in DOWNGRD and 1", "'" + answer.random() + "'");
    }
  }

  @Case(
      id = "hello.compression",
      verifies = "POP3-TLS-09",
      needs = STLS,
      fix = "Turn off compression in TLS.")
  void compressionIsNotChosen(Client client) {
    ServerHello answer = Upgrade.with(ClientHello.tls12().compressions(1, 0), client).ok();
    if (answer.compression() != 0) {
      throw new Finding("no compression", "compression method " + answer.compression());
    }
  }

  @Case(
      id = "hello.renegotiation-info",
      verifies = "POP3-TLS-10",
      needs = STLS,
      fix = "Answer renegotiation_info with an empty one (RFC 5746).")
  void renegotiationInfoIsAnsweredByAnEmptyOne(Client client) {
    mustKnowRenegotiationInfo(ClientHello.tls12(), client);
  }

  @Case(
      id = "hello.renegotiation-info.signalled",
      verifies = "POP3-TLS-10",
      needs = STLS,
      fix = "Answer TLS_EMPTY_RENEGOTIATION_INFO_SCSV with renegotiation_info (RFC 5746).")
  void theSignallingSuiteIsAnsweredByRenegotiationInfo(Client client) {
    ClientHello hello = ClientHello.tls12().without(RENEGOTIATION_INFO);
    mustKnowRenegotiationInfo(hello.suites(0xc02b, 0xc02f, 0xc02c, 0xc030, 0x00ff), client);
  }

  private static void mustKnowRenegotiationInfo(ClientHello hello, Client client) {
    ServerHello answer = Upgrade.with(hello, client).ok();
    Octets info = answer.extensions().getOrDefault(RENEGOTIATION_INFO, Octets.NONE);
    if (!info.equals(Octets.of("\0"))) {
      throw new Finding("an empty renegotiation_info", "'" + info + "' in the " + answer.seen());
    }
  }

  @Case(
      id = "hello.renegotiation-info.forged",
      verifies = "POP3-TLS-10",
      needs = STLS,
      fix = "Refuse a first handshake whose renegotiation_info is not empty (RFC 5746).")
  void aFirstHandshakeThatClaimsToBeASecondIsRefused(Client client, Judge judge) {
    Octets forged = Octets.of("\14twelve octet");
    refused(Upgrade.with(ClientHello.tls12().extension(RENEGOTIATION_INFO, forged), client), judge);
  }

  @Case(
      id = "hello.extended-master-secret",
      verifies = "POP3-TLS-12",
      needs = STLS,
      fix = "Support extended_master_secret in TLS 1.2 (RFC 7627).")
  void theExtendedMasterSecretIsSupported(Client client) {
    ServerHello answer = Upgrade.with(ClientHello.tls12(), client).ok();
    if (!answer.has(EXTENDED_MASTER_SECRET)) {
      throw new Finding("extended_master_secret in the answer", "none in the " + answer.seen());
    }
  }
}
