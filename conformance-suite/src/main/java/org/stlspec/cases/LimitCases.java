package org.stlspec.cases;

import static org.stlspec.suite.Need.COMMANDS_IN_CLEAR;
import static org.stlspec.suite.Need.STLS;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.stlspec.requirement.Level;
import org.stlspec.suite.Case;
import org.stlspec.suite.CaseRun;
import org.stlspec.verdict.Finding;
import org.stlspec.verdict.Judge;
import org.stlspec.wire.Client;
import org.stlspec.wire.MultiLine;
import org.stlspec.wire.Octets;
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
    mustBeInStep(client, client.capa());
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

  @Case(
      id = "limit.command-of-256-octets",
      verifies = "POP3-CAPA-09",
      needs = STLS,
      fix = "Answer a line over the limit as a whole: one -ERR, or the end.")
  void aCommandOf256OctetsIsAnsweredOrRefusedAsAWhole(Client client, Judge judge) {
    client.secured();
    Reply reply = client.command("X".repeat(ALWAYS_ACCEPTED - 1));
    judge.observed(reply.seen());
    if (!reply.left()) {
      reply.mustBeErr("-ERR to an unknown command of 256 octets");
      judge.observed(ended(client) ? "closed" : "the session goes on");
    }
  }

  /** Where buffers end. */
  private static final int[] BUFFERS = {
    128, 255, 512, 1000, 1024, 2048, 4096, 8192, 16_384, 65_536
  };

  @Case(
      id = "limit.stls-at-the-end-of-a-long-line",
      verifies = {"POP3-INJ-15", "POP3-CAPA-09"},
      needs = {STLS, COMMANDS_IN_CLEAR},
      fix = "Refuse an overlong line as a whole, or close; never run its tail as a command.")
  void stlsAtTheEndOfALongLineIsNoCommand(CaseRun run, Judge judge) {
    Client client = greeted(run);
    for (int buffer : BUFFERS) {
      for (int length = buffer - 5; length <= buffer + 1; length++) {
        client.send("A".repeat(length) + "STLS\r\n");
        Reply reply = client.reply();
        if (reply.positive()) {
          throw new Finding(
              "-ERR or the end, since STLS stands behind " + length + " octets", reply.seen());
        }
        Reply next = client.command("XSTLSPEC");
        if (!next.left()) {
          next.mustBeErr("behind " + length + " octets and STLS the reply to the next command");
        } else {
          judge.observed("closed at " + length + " octets");
          client = greeted(run);
        }
      }
    }
  }

  private static Client greeted(CaseRun run) {
    Client client = run.client();
    client.greeting().ok();
    return client;
  }

  @Case(
      id = "limit.line-of-1-megabyte",
      verifies = {"POP3-CAPA-09", "POP3-INJ-15"},
      needs = STLS,
      fix = "Refuse an overlong line as a whole, or close, whatever its length.")
  void aLineOfAMegabyteIsRefusedOrEndsTheSession(Client client, Judge judge) {
    client.secured();
    Reply reply = client.command("X".repeat(1 << 20));
    judge.observed(reply.seen());
    if (!reply.left()) {
      reply.mustBeErr("one -ERR or the end of the session");
      judge.observed(ended(client) ? "closed" : "the session goes on");
    }
  }

  private static final Octets PIECE = Octets.of("e".repeat(1 << 16));
  private static final int PIECES = 128;

  @Case(
      id = "limit.endless-line",
      verifies = "POP3-CAPA-09",
      needs = STLS,
      fix = "Limit the length of command lines, and end the session at the limit.")
  void aLineWithoutEndDoesNotHangTheSession(CaseRun run, Client client, Client next, Judge judge)
      throws Exception {
    client.secured();
    CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> endless(client));
    try {
      sending.get(4 * run.stage().patience().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException stuck) {
      throw new Finding("the octets read or the end of the session", "neither");
    }
    judge.observed(client.unread() > 0 ? client.reply().seen() : "no reply to what has no end");
    client.close();
    next.mustConnect("a connection for the next session");
    next.greeting().mustBeOk("a greeting for the next session");
  }

  private static void endless(Client client) {
    for (int i = 0; i < PIECES; i++) {
      client.send(PIECE);
    }
  }

  private static final int ENOUGH = 100;

  @Case(
      id = "limit.bad-commands-in-a-row",
      verifies = "POP3-ALPN-05",
      level = Level.SHOULD,
      needs = STLS,
      fix = "End the session behind a few bad commands in a row: it may be a browser that speaks.")
  void badCommandsInARowEndTheSession(Client client, Judge judge) {
    client.secured();
    for (int bad = 1; bad <= ENOUGH; bad++) {
      Reply reply = client.command("X-Header-" + bad + ": value");
      if (reply.left()) {
        judge.observed("closed at bad command " + bad);
        return;
      }
      reply.mustBeErr("-ERR to bad command " + bad);
    }
    throw new Finding("the end of the session", ENOUGH + " bad commands answered");
  }

  /** One line has one reply: what comes next answers CAPA, or is the end. */
  private static boolean ended(Client client) {
    MultiLine capa = client.capa();
    if (!capa.status().left()) {
      mustBeInStep(client, capa);
    }
    return capa.status().left();
  }

  private static void mustBeInStep(Client client, MultiLine capa) {
    if (capa.status().negative()) {
      // Of a server without CAPA, unless replies have fallen behind.
      client
          .command("USER stlspec")
          .mustBeOk("behind one line one reply, then those to CAPA, USER");
      client.command("XSTLSPEC").mustBeErr("then that to an unknown command");
    } else if (!capa.status().positive()) {
      throw new Finding("behind one line one reply, then that to CAPA", capa.seen());
    }
  }
}
