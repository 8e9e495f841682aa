package org.stlspec.cases;

import static org.stlspec.suite.Need.STLS;

import java.util.stream.IntStream;
import org.stlspec.suite.Case;
import org.stlspec.verdict.Judge;
import org.stlspec.wire.Client;
import org.stlspec.wire.ClientHello;
import org.stlspec.wire.HelloAnswer;
import org.stlspec.wire.Reply;

/** Which cipher suites are agreed on in TLS 1.2. */
class SuiteCases {
  private static final String WEAK = "Take such cipher suites off the list.";
  private static final int[] AEAD = {0xc02b, 0xc02f, 0xc02c, 0xc030};
  private static final int[] CBC = {0xc009, 0xc013, 0xc00a, 0xc014, 0xc023, 0xc027};

  @Case(id = "suite.null-refused", verifies = "POP3-TLS-06", needs = STLS, fix = WEAK)
  void suitesWithoutEncryptionAreRefused(Client client, Judge judge) {
    refused(client, judge, 0x0001, 0x0002, 0x003b, 0xc006, 0xc010);
  }

  @Case(id = "suite.export-refused", verifies = "POP3-TLS-06", needs = STLS, fix = WEAK)
  void exportSuitesAreRefused(Client client, Judge judge) {
    refused(client, judge, 0x0003, 0x0006, 0x0008, 0x000b, 0x0014, 0x0062);
  }

  @Case(id = "suite.rc4-refused", verifies = "POP3-TLS-06", needs = STLS, fix = WEAK)
  void rc4IsRefused(Client client, Judge judge) {
    refused(client, judge, 0x0004, 0x0005, 0xc007, 0xc011);
  }

  @Case(id = "suite.des-refused", verifies = "POP3-TLS-06", needs = STLS, fix = WEAK)
  void singleDesIsRefused(Client client, Judge judge) {
    refused(client, judge, 0x0009, 0x000c, 0x0012, 0x0015);
  }

  @Case(id = "suite.anonymous-refused", verifies = "POP3-TLS-06", needs = STLS, fix = WEAK)
  void anonymousSuitesAreRefused(Client client, Judge judge) {
    refused(client, judge, 0x0034, 0x006c, 0x00a6, 0xc018, 0xc019);
  }

  @Case(id = "suite.triple-des-refused", verifies = "POP3-POL-09", needs = STLS, fix = WEAK)
  void whatWasMandatoryOnceIsRefusedToday(Client client, Judge judge) {
    refused(client, judge, 0x0013, 0x000a, 0x0016, 0xc008, 0xc012);
  }

  @Case(id = "suite.static-rsa-refused", verifies = "POP3-TLS-07", needs = STLS, fix = WEAK)
  void suitesWithoutForwardSecrecyAreRefused(Client client, Judge judge) {
    refused(client, judge, 0x002f, 0x0035, 0x003c, 0x003d, 0x009c, 0x009d);
  }

  @Case(id = "suite.finite-field-refused", verifies = "POP3-TLS-07", needs = STLS, fix = WEAK)
  void finiteFieldDiffieHellmanIsRefused(Client client, Judge judge) {
    refused(client, judge, 0x0033, 0x0039, 0x0067, 0x006b, 0x009e, 0x009f);
  }

  @Case(id = "suite.cbc-refused", verifies = "POP3-TLS-07", needs = STLS, fix = WEAK)
  void suitesWithoutAeadAreRefused(Client client, Judge judge) {
    refused(client, judge, CBC);
  }

  private static void refused(Client client, Judge judge, int... suites) {
    HelloAnswer answer = Upgrade.with(ClientHello.tls12().suites(suites), client);
    answer.mustBeRefused("none of these cipher suites chosen");
    judge.observed(answer.seen());
  }

  @Case(
      id = "suite.aead-preferred",
      verifies = "POP3-TLS-07",
      needs = STLS,
      fix = "Go by your own order of cipher suites, AEAD with ECDHE first.")
  void aeadIsPreferredWhateverTheClientPutsFirst(Client client, Judge judge) {
    int[] both = IntStream.concat(IntStream.of(CBC), IntStream.of(AEAD)).toArray();
    var answer =
        Upgrade.with(ClientHello.tls12().suites(both), client).mustBeHello("a ServerHello");
    judge.observed(answer.seen());
    if (IntStream.of(AEAD).noneMatch(suite -> suite == answer.suite())) {
      judge.fail("a cipher suite with AEAD", answer.seen());
    }
  }

  @Case(
      id = "suite.none-in-common",
      verifies = "POP3-BADTLS-03",
      needs = STLS,
      fix = "Send the alert handshake_failure and close.")
  void nothingInCommonIsNamedByAnAlert(Client client, Judge judge) {
    HelloAnswer answer = Upgrade.with(ClientHello.tls12().suites(0x6a6a), client);
    answer.mustBeRefused("the alert handshake_failure");
    judge.observed(answer.seen());
    if (!answer.seen().contains("alert")) {
      judge.warn("the alert handshake_failure", answer.seen());
    }
    Reply rest = client.rest();
    if (!rest.left()) {
      judge.fail("the end of the connection behind the alert", rest.seen());
    }
  }
}
