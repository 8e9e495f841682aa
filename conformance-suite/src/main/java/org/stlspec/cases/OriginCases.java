package org.stlspec.cases;

import static org.stlspec.suite.Need.BACKEND_AT_CONNECT;

import java.time.Duration;
import java.util.List;
import org.stlspec.suite.Case;
import org.stlspec.suite.CaseRun;
import org.stlspec.target.Target;
import org.stlspec.target.Target.Variant;
import org.stlspec.target.TargetTrouble;
import org.stlspec.verdict.Finding;
import org.stlspec.verdict.Judge;
import org.stlspec.wire.Backend;
import org.stlspec.wire.Client;
import org.stlspec.wire.Octets;
import org.stlspec.wire.Reply;

/** PROXY headers (versions 1 and 2) that a target expects of those in front of it. */
class OriginCases {
  static final String TEXT = "PROXY TCP4 192.0.2.7 192.0.2.1 40007 110\r\n";
  private static final String SIGNATURE = "\r\n\r\n\0\r\nQUIT\n";
  private static final String ADDRESSES = "\300\0\2\7\300\0\2\1\234\107\0\156";
  static final String BINARY = SIGNATURE + "\41\21\0\14" + ADDRESSES;

  private static final String STRICT =
      "Drop a connection whose PROXY header is not exactly what the grammar says.";

  private static final List<String> BROKEN_TEXT =
      List.of(
          "proxy TCP4 192.0.2.7 192.0.2.1 40007 110\r\n",
          "PROXY  TCP4 192.0.2.7 192.0.2.1 40007 110\r\n",
          "PROXY TCP4 192.0.2.07 192.0.2.1 40007 110\r\n",
          "PROXY TCP4 192.0.2.7 192.0.2.1 40007 0110\r\n",
          "PROXY TCP4 192.0.2.7 192.0.2.1 65536 110\r\n",
          "PROXY TCP4 192.0.2.7 192.0.2.1 40007\r\n",
          "PROXY TCP4 2001:db8::7 2001:db8::1 40007 110\r\n",
          "PROXY TCP6 192.0.2.7 192.0.2.1 40007 110\r\n",
          "PROXY UDP4 192.0.2.7 192.0.2.1 40007 110\r\n",
          "PROXY TCP4 192.0.2.7 192.0.2.1 40007 110 x\r\n",
          "PROXY TCP4 192.0.2.7 192.0.2.1 40007 110\n",
          "PROXY UNKNOWN " + "x".repeat(100) + "\r\n");

  private static final List<String> BROKEN_BINARY =
      List.of(
          SIGNATURE + "\61\21\0\14" + ADDRESSES,
          SIGNATURE + "\42\21\0\14" + ADDRESSES,
          SIGNATURE + "\41\21\0\4" + "\300\0\2\7",
          "\r\n\r\n\0\r\nQUIT\r" + "\41\21\0\14" + ADDRESSES);

  private static final List<String> SOUND =
      List.of(
          TEXT,
          "PROXY UNKNOWN\r\n",
          "PROXY UNKNOWN and whatever else\r\n",
          BINARY,
          SIGNATURE + "\40\0\0\0",
          SIGNATURE + "\40\21\0\14" + ADDRESSES,
          SIGNATURE + "\41\0\0\5" + "other",
          SIGNATURE + "\41\21\0\24" + ADDRESSES + "\4\0\5noops");

  @Case(
      id = "origin.nothing-before-the-header",
      verifies = "PP-01",
      fix = "Say nothing before a whole PROXY header has come.")
  void nothingIsSaidBeforeTheHeaderIsWhole(CaseRun run) throws TargetTrouble {
    Client client = newcomer(run);
    client.send("PROXY ");
    Reply early = client.reply(Duration.ofMillis(50));
    if (!early.octets().isEmpty()) {
      throw new Finding("silence until the header is whole", early.seen());
    }
    client.send(TEXT.substring("PROXY ".length()));
    client.reply().mustBeOk("the greeting behind the header");
  }

  @Case(
      id = "origin.no-header",
      verifies = "PP-01",
      fix = "Drop a connection that does not begin with a PROXY header.")
  void aConnectionWithoutAHeaderIsDropped(CaseRun run) throws TargetTrouble {
    newcomer(run).send("CAPA\r\n").mustEnd("the end of the connection, and no octet");
  }

  @Case(
      id = "origin.not-trusted",
      verifies = "PP-02",
      fix = "Take PROXY headers of listed peers only.")
  void aHeaderOfSomebodyWhoIsNotTrustedIsNotTaken(CaseRun run, Backend backend)
      throws TargetTrouble {
    Target target = run.shaped(Variant.EXPECTS_PROXY_HEADER_OF_OTHERS);
    Client client = run.client(target.address());
    client.send(TEXT).mustEnd("the end of the connection, and no octet");
    client.close();
    backend.ended();
    backend.neverSaw("192.0.2.7", "nothing of the header at the backend");
  }

  @Case(
      id = "origin.on-a-normal-listener",
      verifies = {"PP-02", "POP3-PXT-20"},
      needs = BACKEND_AT_CONNECT,
      fix = "A binary PROXY header that nobody expects is garbage: refuse it or close.")
  void aBinaryHeaderThatNobodyExpectsIsGarbage(Client client, Backend backend, Judge judge) {
    client.greeting().ok();
    client.send(BINARY);
    judge.observed(client.send("\r\nQUIT\r\n").rest().seen());
    client.close();
    backend.ended();
    backend.neverSaw(SIGNATURE + "\41", "no PROXY header of the client's at the backend");
  }

  @Case(id = "origin.broken.text", verifies = "PP-03", fix = STRICT)
  void brokenHeadersOfVersion1AreDropped(CaseRun run) throws TargetTrouble {
    mustDrop(run, BROKEN_TEXT);
  }

  @Case(id = "origin.broken.binary", verifies = "PP-04", fix = STRICT)
  void brokenHeadersOfVersion2AreDropped(CaseRun run) throws TargetTrouble {
    mustDrop(run, BROKEN_BINARY);
  }

  private static void mustDrop(CaseRun run, List<String> headers) throws TargetTrouble {
    Target target = run.shaped(Variant.EXPECTS_PROXY_HEADER);
    for (String header : headers) {
      Client client = run.client(target.address());
      client.send(header).mustEnd("no octet, but the end, behind '" + Octets.of(header) + "'");
      client.close();
    }
  }

  @Case(
      id = "origin.sound",
      verifies = {"PP-04", "PP-03"},
      fix = "Take LOCAL and UNKNOWN, other families, and skip TLVs by the length.")
  void everySoundHeaderIsTaken(CaseRun run) throws TargetTrouble {
    Target target = run.shaped(Variant.EXPECTS_PROXY_HEADER);
    for (String header : SOUND) {
      Client client = run.client(target.address());
      client.send(header).reply().mustBeOk("the greeting behind '" + Octets.of(header) + "'");
      client.command("QUIT").mustBeOk("+OK to QUIT behind '" + Octets.of(header) + "'");
    }
  }

  @Case(
      id = "origin.in-fragments",
      verifies = "PP-05",
      fix = "Collect the header from the stream, however it is cut.")
  void aHeaderInFragmentsIsTakenWhateverItsVersion(CaseRun run) throws TargetTrouble {
    Target target = run.shaped(Variant.EXPECTS_PROXY_HEADER);
    for (String header : List.of(TEXT, BINARY)) {
      Client client = run.client(target.address());
      client.sendOctetwise(header).reply().mustBeOk("the greeting behind a header in fragments");
    }
  }

  @Case(
      id = "origin.followed-closely",
      verifies = "PP-05",
      fix = "Keep what stands behind the header in its segment: it is the client's.")
  void whatStandsBehindTheHeaderIsTheClients(CaseRun run) throws TargetTrouble {
    Target target = run.shaped(Variant.EXPECTS_PROXY_HEADER);
    for (String header : List.of(TEXT, BINARY)) {
      Client client = run.client(target.address());
      client.send(header + "CAPA\r\n").reply().mustBeOk("the greeting");
      client.multiLine().mustBeComplete("the reply to what stood behind the header");
    }
  }

  private static Client newcomer(CaseRun run) throws TargetTrouble {
    return run.client(run.shaped(Variant.EXPECTS_PROXY_HEADER).address());
  }

  @Case(
      id = "origin.passed-on",
      verifies = {"PP-07", "PP-09"},
      needs = BACKEND_AT_CONNECT,
      fix = "Tell the backend the address that the trusted peer has told.")
  void theAddressThatWasToldIsPassedOn(CaseRun run, Backend backend) throws TargetTrouble {
    Client client = run.client(run.shaped(Variant.PASSES_PROXY_HEADER_ON).address());
    client.send(BINARY).reply().ok();
    String received = Octets.of(backend.saw("\n").received()).latin1();
    if (!received.startsWith(TEXT)) {
      throw new Finding("'" + Octets.of(TEXT) + "' first", "'" + Octets.of(received) + "'");
    }
  }
}
