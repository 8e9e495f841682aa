package org.stlspec.cases;

import static org.stlspec.suite.Need.BACKEND_CAPA;
import static org.stlspec.suite.Need.BACKEND_CAPA_INSIDE_TLS;

import org.stlspec.qmail.script.Act;
import org.stlspec.qmail.script.Script;
import org.stlspec.suite.Case;
import org.stlspec.suite.CaseRun;
import org.stlspec.verdict.Finding;
import org.stlspec.verdict.Judge;
import org.stlspec.wire.Backend;
import org.stlspec.wire.Client;
import org.stlspec.wire.MultiLine;
import org.stlspec.wire.Octets;

/** Capability lists that a backend should not send: they end somehow, and harm nobody. */
class CapaTroubleCases {
  private static final String END =
      "Deliver what came, or end the session; never wait for a line that cannot come any more.";

  @Case(id = "capa.malformed.cut", verifies = "POP3-PXT-13", needs = BACKEND_CAPA, fix = END)
  void aListThatEndsInTheMiddleEndsTheSession(Client client, Backend backend, Judge judge) {
    mustEnd(client, backend, judge, "+OK list\r\nTOP\r\nUI");
  }

  @Case(id = "capa.malformed.bare-lf", verifies = "POP3-PXT-13", needs = BACKEND_CAPA, fix = END)
  void aListOfLinesThatEndInBareLfEndsSomehow(Client client, Backend backend, Judge judge) {
    mustEnd(client, backend, judge, "+OK list\nTOP\nUIDL\n.\n");
  }

  @Case(id = "capa.malformed.nul", verifies = "POP3-PXT-13", needs = BACKEND_CAPA, fix = END)
  void aListWithNulInItEndsSomehow(Client client, Backend backend, Judge judge) {
    mustEnd(client, backend, judge, "+OK list\r\nTOP\0STLS\r\n\0\r\nUIDL\r\n.\r\n");
  }

  @Case(id = "capa.malformed.status", verifies = "POP3-PXT-13", needs = BACKEND_CAPA, fix = END)
  void aListWithAnOddStatusIndicatorEndsSomehow(Client client, Backend backend, Judge judge) {
    mustEnd(client, backend, judge, "+ok list\r\nTOP\r\n.\r\n");
  }

  @Case(id = "capa.malformed.endless", verifies = "POP3-PXT-13", needs = BACKEND_CAPA, fix = END)
  void aListOf4MegabytesIsDeliveredOrEndsTheSession(Client client, Backend backend, Judge judge) {
    mustEnd(
        client, backend, judge, "+OK list\r\n" + ("X-" + "e".repeat(508) + "\r\n").repeat(8192));
  }

  /** The backend says this to CAPA and closes. What the client gets ends within its patience. */
  private static void mustEnd(Client client, Backend backend, Judge judge, String list) {
    backend.play(Script.modern().on("CAPA", Act.send(list), Act.close()));
    client.greeting().ok();
    MultiLine capa = client.capa();
    judge.observed(capa.seen());
    boolean delivered =
        capa.complete()
            || capa.octets().latin1().endsWith("\n.\n")
            || (!capa.status().positive() && capa.status().end().isEmpty());
    if (!delivered && !client.rest().left()) {
      throw new Finding("the list, or the end of the session", capa.seen());
    }
  }

  @Case(
      id = "capa.malformed.error-in-the-list",
      verifies = {"POP3-PXT-13", "POP3-PXT-07"},
      needs = BACKEND_CAPA_INSIDE_TLS,
      fix = "A list ends in a line with a single dot, whatever else stands in it.")
  void aLineThatReadsLikeAReplyIsPartOfTheList(CaseRun run, Backend backend) {
    for (String odd : new String[] {"-ERR no", "+OK", "..", ". ", "+ "}) {
      String list = "+OK list\r\nTOP\r\n" + odd + "\r\nUIDL\r\n.\r\n";
      backend.play(Script.modern().on("CAPA", Act.send(list)));
      try (Client client = run.client()) {
        client.secured();
        MultiLine capa = client.capa();
        if (!capa.octets().equals(Octets.of(list))) {
          throw new Finding("the list with the line '" + odd + "' unchanged", capa.seen());
        }
        client.command("XSTLSPEC").mustBeErr("behind the list the -ERR to an unknown command");
      }
    }
  }
}
