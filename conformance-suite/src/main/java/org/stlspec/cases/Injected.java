package org.stlspec.cases;

import org.stlspec.verdict.Finding;
import org.stlspec.verdict.Judge;
import org.stlspec.wire.Client;
import org.stlspec.wire.Handshake;
import org.stlspec.wire.Reply;

/** What every injection has in common: whatever came in clear must have no effect inside TLS. */
final class Injected {
  /** Then what follows is a session in clear like any other. */
  static final String REFUSED = "STLS refused: ";

  private Injected() {}

  /** Sends STLS and what is smuggled behind it in one segment, and judges what comes of it. */
  static void judge(Client client, String segment, Judge judge) {
    client.send(segment);
    judgeAnswer(client, judge);
  }

  static void judgeAnswer(Client client, Judge judge) {
    judgeAnswer(client, client.reply(), judge);
  }

  /** Judges from the reply to STLS on. Refusal, close and a failed handshake are sound. */
  static void judgeAnswer(Client client, Reply answer, Judge judge) {
    if (answer.positive()) {
      judgeHandshake(client, client.handshake(), judge);
    } else if (answer.negative()) {
      judge.observed(REFUSED + answer.seen());
    } else if (answer.left()) {
      judge.observed("closed: " + answer.seen());
    } else {
      throw new Finding("an answer to STLS or the end of the connection", answer.seen());
    }
  }

  /** Judges from the end of the handshake on. */
  static void judgeHandshake(Client client, Handshake handshake, Judge judge) {
    if (!handshake.clear().isEmpty()) {
      throw new Finding("nothing in clear behind the +OK to STLS", handshake.seen());
    }
    if (!handshake.established()) {
      judge.observed("taken for TLS: " + handshake.seen());
      return;
    }
    judgeInside(client);
    judge.observed("discarded");
  }

  /** Inside TLS nothing is answered but what is asked there: QUIT, by one line. */
  static void judgeInside(Client client) {
    Reply first = client.command("QUIT").mustBeOk("as first line inside TLS the +OK to QUIT");
    Reply rest = client.rest();
    if (!rest.octets().isEmpty() || !rest.left()) {
      throw new Finding(
          "nothing behind the reply to QUIT but the end", first.seen() + ", " + rest.seen());
    }
  }
}
