package org.stlspec.cases;

import static org.stlspec.suite.Need.STLS;

import org.stlspec.suite.Case;
import org.stlspec.verdict.Finding;
import org.stlspec.verdict.Judge;
import org.stlspec.wire.Client;
import org.stlspec.wire.MultiLine;
import org.stlspec.wire.Reply;

/** Lines that are long, and lines that are too long. */
class LimitCases {
  /** RFC 2449 section 4, CRLF included. */
  private static final int ALWAYS_ACCEPTED = 255;

  @Case(
      id = "limit.command-of-255-octets",
      verifies = "POP3-CAPA-08",
      needs = STLS,
      fix = "Accept command lines of 255 octets, CRLF included.")
  void aCommandOf255OctetsIsAnswered(Client client) {
    client.secured();
    client
        .command("X".repeat(ALWAYS_ACCEPTED - 2))
        .mustBeErr("-ERR to an unknown command of 255 octets");
    mustBeInStep(client.capa());
  }

  @Case(
      id = "limit.tail-of-a-long-line",
      verifies = {"POP3-INJ-15", "POP3-CAPA-09"},
      needs = STLS,
      fix = "Refuse an overlong line as a whole, or close; never run its tail as a command.")
  void theTailOfAnOverlongLineIsNoCommand(Client client, Judge judge) {
    client.secured();
    for (int length : new int[] {513, 1025, 4097, 20_000, 100_000}) {
      Reply reply = client.command("X".repeat(length));
      if (reply.left()) {
        judge.observed("closed at " + length + " octets");
        return;
      }
      if (reply.negative() && ended(client)) {
        judge.observed("refused and closed at " + length + " octets");
        return;
      }
    }
  }

  /** One line has one reply: what comes next answers CAPA, or is the end. */
  private static boolean ended(Client client) {
    MultiLine capa = client.capa();
    if (!capa.status().left()) {
      mustBeInStep(capa);
    }
    return capa.status().left();
  }

  private static void mustBeInStep(MultiLine capa) {
    if (!capa.status().positive()) {
      throw new Finding("behind one line one reply, then that to CAPA", capa.seen());
    }
  }
}
