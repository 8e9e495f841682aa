package org.stlspec.cases;

import static org.stlspec.suite.Need.BACKEND_AT_CONNECT;
import static org.stlspec.suite.Need.BACKEND_CAPA_INSIDE_TLS;
import static org.stlspec.suite.Need.LOGIN;
import static org.stlspec.suite.Need.STLS;

import java.util.List;
import org.stlspec.qmail.script.Act;
import org.stlspec.qmail.script.Script;
import org.stlspec.suite.Case;
import org.stlspec.verdict.Finding;
import org.stlspec.verdict.Judge;
import org.stlspec.wire.Account;
import org.stlspec.wire.Backend;
import org.stlspec.wire.Client;
import org.stlspec.wire.MultiLine;
import org.stlspec.wire.Octets;

/** Several commands at once: each is answered, in order, and none stalls. */
class PipeliningCases {

  @Case(
      id = "pipelining.capa-and-stls",
      verifies = {"POP3-INJ-06", "POP3-PIPE-01"},
      needs = STLS,
      fix = "Answer the second command in a segment without waiting for more octets.")
  void stlsInTheSegmentOfCapaIsAnsweredBehindTheList(Client client, Judge judge) {
    client.greeting().ok();
    client.send("CAPA\r\nSTLS\r\n");
    client.multiLine().mustBeComplete("the list first");
    Injected.judgeAnswer(client, judge);
  }

  @Case(
      id = "pipelining.capa-among-others",
      verifies = {"POP3-PIPE-04", "POP3-PXT-07"},
      needs = BACKEND_CAPA_INSIDE_TLS,
      fix = "Know which reply belongs to which command; edit those to CAPA and no others.")
  void onlyTheRepliesToCapaAreEdited(Client client, Backend backend) {
    String other = "+OK STLS\r\n";
    backend.play(
        Script.modern()
            .on("CAPA", Act.send("+OK list\r\nTOP\r\nSTLS\r\n.\r\n"))
            .on("XOTHER", Act.send(other)));
    client.secured();
    client.send("CAPA\r\nXOTHER\r\nCAPA\r\nXOTHER\r\n");
    for (int i = 0; i < 2; i++) {
      MultiLine capa = client.multiLine().mustBeComplete("list " + (i + 1));
      if (!capa.lines().equals(List.of("TOP"))) {
        throw new Finding("the list without STLS", capa.seen());
      }
      client.reply().mustBe(other, "the reply to the command between, unchanged");
    }
  }

  @Case(
      id = "pipelining.replies-coalesced",
      verifies = {"POP3-PIPE-04", "POP3-PXT-07", "POP3-PXT-16"},
      needs = {STLS, LOGIN, BACKEND_AT_CONNECT},
      fix = "Behind the login relay octets, however replies share segments.")
  void repliesThatShareASegmentArriveUnchanged(Client client, Backend backend, Account account) {
    String list = "+OK\r\n1 STLS\r\nSTLS\r\n.\r\n";
    String capa = "+OK\r\nTOP\r\n.\r\n";
    backend.play(
        Script.modern()
            .on("CAPA", Act.coalesce(capa))
            .on("LIST", Act.coalesce(list))
            .on("XLAST", Act.send("+OK last\r\n")));
    client.secured().login(account);
    client.send("CAPA\r\nLIST\r\nCAPA\r\nXLAST\r\n");
    Octets expected = Octets.of(capa + list + capa + "+OK last\r\n");
    Octets arrived = client.read(expected.length());
    if (!arrived.equals(expected)) {
      throw new Finding("'" + expected + "'", "'" + arrived + "'");
    }
  }

  private static final int MANY = 2000;

  @Case(
      id = "pipelining.many-commands-unread",
      verifies = {"POP3-PIPE-05", "POP3-PXT-22"},
      needs = {STLS, LOGIN},
      fix = "Read on from the client while it does not read, and hold no more than a buffer.")
  void thousandsOfCommandsAheadAreAllAnswered(Client client, Backend backend, Account account) {
    backend.play(Script.modern().on("XBIG", Act.send("+OK " + "b".repeat(4000) + "\r\n")));
    client.secured().login(account);
    client.send("XBIG\r\n".repeat(MANY) + "XLAST\r\n");
    for (int i = 0; i < MANY; i++) {
      client.reply().mustBeOk("the reply to command " + (i + 1) + " of " + MANY);
    }
    client.reply().mustBeErr("then the -ERR to an unknown command");
  }
}
