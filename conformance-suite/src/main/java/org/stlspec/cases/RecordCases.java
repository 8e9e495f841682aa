package org.stlspec.cases;

import static org.stlspec.suite.Need.STLS;

import org.stlspec.suite.Case;
import org.stlspec.verdict.Finding;
import org.stlspec.verdict.Judge;
import org.stlspec.wire.Client;
import org.stlspec.wire.Octets;
import org.stlspec.wire.Records;
import org.stlspec.wire.Reply;
import org.stlspec.wire.TlsOptions;

/** Records as TLS allows them, and as it does not. */
class RecordCases {
  /** Far more than any client sends, and quick to send. */
  private static final int FLOOD = 500;

  private static final String FLOODED = "End a session that sends many records without data.";

  @Case(
      id = "record.hello-in-segments",
      verifies = "POP3-TLS-16",
      needs = STLS,
      fix = "Collect the ClientHello from the stream, however it is cut into segments.")
  void aClientHelloInManySegmentsIsUnderstood(Client client) {
    Upgrade.begun(client);
    Octets hello = client.hello(TlsOptions.usual());
    for (int i = 0; i < 16; i++) {
      client.sendRaw(hello.part(i, i + 1)).breathe();
    }
    client.sendRaw(hello.part(16, hello.length()));
    client.finishHandshake().mustSucceed("TLS though the ClientHello came in many segments");
  }

  @Case(
      id = "record.handshake-in-single-octets.tls-1-2",
      verifies = "POP3-TLS-16",
      needs = STLS,
      fix = "Put handshake messages together from records of any length.")
  void handshakeMessagesInRecordsOfOneOctetAreUnderstoodInTls12(Client client) {
    inSingleOctets(TlsOptions.TLS_1_2, client);
  }

  @Case(
      id = "record.handshake-in-single-octets.tls-1-3",
      verifies = "POP3-TLS-16",
      needs = STLS,
      fix = "Put handshake messages together from records of any length.")
  void handshakeMessagesInRecordsOfOneOctetAreUnderstoodInTls13(Client usual, Client client) {
    Upgrade.toTls13(usual);
    inSingleOctets(TlsOptions.TLS_1_3, client);
  }

  private static void inSingleOctets(String version, Client client) {
    var options = Upgrade.BC.versions(version).flights(Records::ofOneOctet);
    Upgrade.with(options, client).mustSucceed("TLS though a record holds an octet of a message");
  }

  @Case(
      id = "record.empty",
      verifies = "POP3-TLS-17",
      needs = STLS,
      fix = "Skip records of application data that hold none.")
  void emptyRecordsChangeNothing(Client client) {
    Upgrade.toTls12(client);
    client.sendRecord(Records.APPLICATION_DATA, "").send("CA");
    client.sendRecord(Records.APPLICATION_DATA, "").send("PA\r\n");
    client.multiLine().status().mustBeAnswer("CAPA answered though empty records lie in between");
  }

  @Case(
      id = "record.too-long",
      verifies = "POP3-TLS-18",
      needs = STLS,
      fix = "End the connection with record_overflow.")
  void aRecordThatIsTooLongEndsTheConnection(Client client, Judge judge) {
    Upgrade.toTls12(client);
    client.sendRaw(Records.record(Records.APPLICATION_DATA, Octets.of("x".repeat(0x4900))));
    mustEnd("record_overflow", client, judge);
  }

  @Case(
      id = "record.forged",
      verifies = "POP3-TLS-18",
      needs = STLS,
      fix = "End the connection with bad_record_mac.")
  void aRecordThatNobodyHasTheKeyOfEndsTheConnection(Client client, Judge judge) {
    Upgrade.toTls12(client);
    client.sendRaw(Records.record(Records.APPLICATION_DATA, Octets.of("CAPA\r\n".repeat(10))));
    mustEnd("bad_record_mac", client, judge);
  }

  @Case(
      id = "record.fatal-alert",
      verifies = "POP3-BADTLS-03",
      needs = STLS,
      fix = "End the connection at a fatal alert.")
  void aFatalAlertOfTheClientEndsTheConnection(Client client, Judge judge) {
    Upgrade.toTls12(client);
    client.sendRecord(Records.ALERT, "\2\50").send("CAPA\r\n");
    Reply rest = client.rest();
    judge.observed(rest.seen());
    if (!rest.left() || !rest.octets().isEmpty()) {
      throw new Finding("the end of the connection", rest.seen());
    }
  }

  private static void mustEnd(String alert, Client client, Judge judge) {
    Reply rest = client.rest();
    judge.observed(rest.seen());
    if (!rest.left() || !rest.octets().isEmpty()) {
      throw new Finding("the alert " + alert + " and the end", rest.seen());
    }
  }

  @Case(
      id = "record.key-update",
      verifies = "POP3-TLS-22",
      needs = STLS,
      fix = "Answer a KeyUpdate that asks for one, and go on.")
  void keysCanBeUpdatedAtAnyTime(Client client, Judge judge) {
    Upgrade.toTls13(client).updateKeys();
    client.capa().status().mustBeAnswer("CAPA answered with new keys");
    judge.observed(client.aftermath().keyUpdates() + " updates by the target");
    if (client.aftermath().keyUpdates() == 0) {
      judge.fail("a KeyUpdate in return, since one was asked for", "none before the reply");
    }
  }

  @Case(id = "record.flood.empty", verifies = "POP3-DOS-04", needs = STLS, fix = FLOODED)
  void aFloodOfEmptyRecordsHarmsNobodyElse(Client client, Client other, Judge judge) {
    other.secured();
    flood(Upgrade.toTls12(client), Records.APPLICATION_DATA, "", judge);
    other.capa().status().mustBeAnswer("CAPA answered in another session");
  }

  @Case(id = "record.flood.warnings", verifies = "POP3-DOS-04", needs = STLS, fix = FLOODED)
  void aFloodOfWarningsHarmsNobodyElse(Client client, Client other, Judge judge) {
    other.secured();
    flood(Upgrade.toTls12(client), Records.ALERT, "\1\132", judge);
    other.capa().status().mustBeAnswer("CAPA answered in another session");
  }

  private static void flood(Client client, int type, String content, Judge judge) {
    for (int sent = 0; sent < FLOOD; sent++) {
      client.sendRecord(type, content);
    }
    seen(client, judge);
  }

  @Case(id = "record.flood.key-updates", verifies = "POP3-DOS-04", needs = STLS, fix = FLOODED)
  void aFloodOfKeyUpdatesHarmsNobodyElse(Client client, Client other, Judge judge) {
    other.secured();
    Upgrade.toTls13(client);
    for (int sent = 0; sent < FLOOD / 5; sent++) {
      client.updateKeys();
    }
    seen(client, judge);
    other.capa().status().mustBeAnswer("CAPA answered in another session");
  }

  private static void seen(Client client, Judge judge) {
    Reply status = client.capa().status();
    judge.observed(status.answered() ? "borne" : "ended: " + status.seen());
    if (!status.answered() && !status.left()) {
      judge.fail("an answer or the end of the flooding session", status.seen());
    }
  }
}
