package org.stlspec.cases;

import static org.stlspec.suite.Need.BACKEND_AT_CONNECT;
import static org.stlspec.suite.Need.BACKEND_CAPA;
import static org.stlspec.suite.Need.BACKEND_CAPA_INSIDE_TLS;
import static org.stlspec.suite.Need.COMMANDS_IN_CLEAR;
import static org.stlspec.suite.Need.LOGIN;
import static org.stlspec.suite.Need.LOGIN_IN_CLEAR;
import static org.stlspec.suite.Need.STLS;

import java.util.List;
import org.stlspec.qmail.script.Act;
import org.stlspec.qmail.script.Script;
import org.stlspec.suite.Case;
import org.stlspec.suite.CaseRun;
import org.stlspec.verdict.Finding;
import org.stlspec.verdict.Judge;
import org.stlspec.verdict.NotApplicable;
import org.stlspec.wire.Account;
import org.stlspec.wire.Backend;
import org.stlspec.wire.Client;
import org.stlspec.wire.MultiLine;

/** The capability list: STLS in it exactly while STLS is possible, all else as it came. */
class CapaCases {
  private static final List<String> ODD_LINES =
      List.of("TOP", "uidl", "SASL  PLAIN   X-ODD", "EXPIRE 60 USER", "X-caf\u00e9 \u00ff", "UsEr");

  private static final List<List<String>> LISTS_WITH_STLS =
      List.of(
          List.of("TOP", "STLS"),
          List.of("stls", "TOP"),
          List.of("TOP", "STLS "),
          List.of("STLS", "TOP", "Stls"));

  @Case(
      id = "capa.stls-announced",
      verifies = {"POP3-STLS-01", "POP3-CAPA-03"},
      needs = STLS,
      fix = "Answer CAPA yourself if need be, with one line STLS while STLS is possible.")
  void capaAnnouncesStlsOnceWithoutParameters(Client client) {
    client.greeting().ok();
    MultiLine capa = client.capa().mustBeComplete("a capability list");
    mustList(capa, 1, "exactly one line STLS before TLS");
    if (!capa.lines().contains("STLS")) {
      throw new Finding("the tag STLS without parameters", capa.seen());
    }
  }

  @Case(
      id = "capa.stls-absent-inside-tls",
      verifies = "POP3-CAPA-04",
      needs = STLS,
      fix = "Leave STLS out of the list once TLS is active.")
  void capaDoesNotAnnounceStlsInsideTls(Client client, Judge judge) {
    client.secured();
    MultiLine capa = client.capa();
    judge.observed(capa.seen());
    if (!capa.status().negative()) {
      capa.ok();
    }
    mustList(capa, 0, "no line STLS inside TLS");
  }

  @Case(
      id = "capa.stls-absent-on-implicit-tls",
      verifies = {"POP3-CAPA-04", "POP3-STLS-18"},
      fix = "Leave STLS out of the list on a port that speaks TLS from the first octet.")
  void capaDoesNotAnnounceStlsOnImplicitTls(CaseRun run) {
    Client client = run.client(run.stage().target().tlsAddress().orElseThrow(CapaCases::noPort));
    client.handshake().ok();
    client.greeting().ok();
    mustList(client.capa(), 0, "no line STLS on the implicit-TLS port");
  }

  private static NotApplicable noPort() {
    return new NotApplicable("no implicit-TLS port of the target is known");
  }

  @Case(
      id = "capa.well-formed",
      verifies = {"POP3-CAPA-02", "POP3-BASE-02"},
      needs = STLS,
      fix = "End every line of the list in CRLF and the list in a line with a single dot.")
  void everyLineOfTheListEndsInCrlf(Client client) {
    client.greeting().ok();
    mustBeWellFormed(client.capa(), "before TLS");
    client.stls();
    MultiLine inside = client.capa();
    if (inside.status().positive()) {
      mustBeWellFormed(inside, "inside TLS");
    }
  }

  private static void mustBeWellFormed(MultiLine capa, String where) {
    capa.mustBeComplete("a capability list " + where);
    if (capa.octets().latin1().replace("\r\n", "").matches("(?s).*[\r\n].*")) {
      throw new Finding("CRLF behind every line " + where, capa.seen());
    }
  }

  @Case(
      id = "capa.any-case",
      verifies = {"POP3-PXT-17", "POP3-BASE-04"},
      needs = {STLS, COMMANDS_IN_CLEAR},
      fix = "Recognise CAPA whatever the case of its letters.")
  void capaIsRecognisedInAnyCase(Client client) {
    client.greeting().ok();
    for (String keyword : List.of("capa", "cApA", "Capa")) {
      MultiLine capa = client.list(keyword).mustBeComplete("a list for " + keyword);
      mustList(capa, 1, "STLS in the list for " + keyword);
    }
  }

  @Case(
      id = "capa.backend-lines-untouched",
      verifies = {"POP3-PXT-06", "POP3-PXT-03", "POP3-CAPA-14"},
      needs = {STLS, BACKEND_CAPA},
      fix = "Add one line STLS and leave all other lines of the backend alone.")
  void theBackendsCapabilitiesArriveUntouched(CaseRun run, Client client, Backend backend) {
    backend.play(odd());
    client.greeting().ok();
    MultiLine capa = client.capa().mustBeComplete("a capability list");
    mustList(capa, 1, "exactly one line STLS before TLS");
    mustBeLinesInClear(
        run, capa, ODD_LINES, "the backend's lines, content, order, case and spacing kept");
  }

  @Case(
      id = "capa.backend-lines-untouched.inside-tls",
      verifies = "POP3-PXT-06",
      needs = BACKEND_CAPA_INSIDE_TLS,
      fix = "Inside TLS too leave all lines of the backend but STLS alone.")
  void theBackendsCapabilitiesArriveUntouchedInsideTls(Client client, Backend backend) {
    backend.play(odd());
    client.secured();
    MultiLine capa = client.capa().mustBeComplete("a capability list");
    mustBeLines(capa, ODD_LINES, "the backend's lines, content, order, case and spacing kept");
  }

  private static Script odd() {
    return Script.modern().capabilities(ODD_LINES.toArray(new String[0]));
  }

  @Case(
      id = "capa.stls-elsewhere-is-data",
      verifies = "POP3-PXT-08",
      needs = {STLS, BACKEND_CAPA, BACKEND_CAPA_INSIDE_TLS},
      fix = "Remove or add only lines whose first word is STLS.")
  void stlsElsewhereInTheListIsData(CaseRun run, Client client, Backend backend) {
    List<String> lines = List.of("STLSX", "X-STLS", "IMPLEMENTATION STLS", "SASL STLS PLAIN");
    backend.play(Script.modern().capabilities(lines.toArray(new String[0])));
    client.greeting().ok();
    mustBeLinesInClear(run, client.capa(), lines, "lines that merely contain STLS kept");
    client.stls();
    mustBeLines(client.capa(), lines, "lines that merely contain STLS kept inside TLS");
  }

  @Case(
      id = "capa.backend-lists-stls",
      verifies = {"POP3-PXT-04", "POP3-CAPA-06"},
      needs = {STLS, BACKEND_CAPA},
      fix = "Drop the backend's own STLS, however it is spelled, before adding yours.")
  void aBackendThatListsStlsItselfMakesNoSecond(CaseRun run, Backend backend) {
    for (List<String> lines : LISTS_WITH_STLS) {
      backend.play(Script.modern().capabilities(lines.toArray(new String[0])));
      try (Client client = run.client()) {
        client.greeting().ok();
        mustList(client.capa(), 1, "one STLS before TLS where the backend lists " + lines);
      }
    }
  }

  @Case(
      id = "capa.backend-lists-stls.inside-tls",
      verifies = {"POP3-PXT-04", "POP3-CAPA-04"},
      needs = BACKEND_CAPA_INSIDE_TLS,
      fix = "Drop the backend's own STLS from the list inside TLS.")
  void aBackendThatListsStlsIsNotBelievedInsideTls(CaseRun run, Backend backend) {
    for (List<String> lines : LISTS_WITH_STLS) {
      backend.play(Script.modern().capabilities(lines.toArray(new String[0])));
      try (Client client = run.client()) {
        client.secured();
        mustList(client.capa(), 0, "no STLS inside TLS where the backend lists " + lines);
      }
    }
  }

  @Case(
      id = "capa.split-anywhere",
      verifies = "POP3-PXT-05",
      needs = BACKEND_CAPA,
      fix = "Edit the list by lines, not by segments.")
  void aListSplitAtAnyOctetIsEditedTheSame(Client client, Backend backend) {
    backend.play(splitEverywhere());
    client.greeting().ok();
    splitAnywhere(client);
  }

  @Case(
      id = "capa.split-anywhere.inside-tls",
      verifies = "POP3-PXT-05",
      needs = BACKEND_CAPA_INSIDE_TLS,
      fix = "Edit the list by lines, not by segments, inside TLS too.")
  void aListSplitAtAnyOctetIsEditedTheSameInsideTls(Client client, Backend backend) {
    backend.play(splitEverywhere());
    client.secured();
    splitAnywhere(client);
  }

  private static final String LIST = "+OK list\r\nTOP\r\nSTLS\r\nUIDL\r\n.\r\n";

  /**
   * The first reply comes whole, the n-th is cut at octet n - 1, the last one is in single octets.
   */
  private static Script splitEverywhere() {
    Script script = Script.modern().onNth("CAPA", 1, Act.send(LIST));
    for (int at = 1; at < LIST.length(); at++) {
      script = script.onNth("CAPA", at + 1, Act.split(LIST, at));
    }
    return script.onNth("CAPA", LIST.length() + 1, Act.octetwise(LIST));
  }

  private static void splitAnywhere(Client client) {
    List<String> whole = client.capa().ok().lines();
    for (int at = 1; at <= LIST.length(); at++) {
      MultiLine capa = client.capa().mustBeComplete("a list split at octet " + at);
      if (!capa.lines().equals(whole)) {
        throw new Finding("the same as unsplit, " + whole + ", split at octet " + at, capa.seen());
      }
    }
  }

  @Case(
      id = "capa.after-login",
      verifies = {"POP3-PXT-18", "POP3-PXT-06"},
      needs = {BACKEND_CAPA_INSIDE_TLS, LOGIN, BACKEND_AT_CONNECT},
      fix = "After login relay the list as it comes.")
  void theListAfterLoginIsTheBackendsOwn(Client client, Backend backend, Account account) {
    backend.play(odd());
    client.secured().login(account);
    MultiLine capa = client.capa().mustBeComplete("a capability list");
    mustList(capa, 0, "no line STLS after login inside TLS");
    mustBeLines(capa, ODD_LINES, "the backend's lines, content, order, case and spacing kept");
  }

  @Case(
      id = "capa.asked-anew",
      verifies = "POP3-PXT-06",
      needs = {BACKEND_CAPA, BACKEND_CAPA_INSIDE_TLS},
      fix = "Ask the backend each time; never serve a list learnt earlier.")
  void theListIsAskedAnewInsideTls(Client client, Backend backend) {
    backend.play(
        Script.modern()
            .onNth("CAPA", 1, Act.send("+OK\r\nX-ONE\r\n.\r\n"))
            .onNth("CAPA", 2, Act.send("+OK\r\nX-TWO\r\n.\r\n"))
            .onNth("CAPA", 3, Act.send("+OK\r\nX-THREE\r\n.\r\n")));
    client.greeting().ok();
    mustBeLines(client.capa(), List.of("X-ONE"), "the first list");
    mustBeLines(client.capa(), List.of("X-TWO"), "the second list, as the backend gives it");
    client.stls();
    MultiLine inside = client.capa();
    // A fresh backend connection begins with its first list again.
    String current = backend.sessions() > 1 ? "X-ONE" : "X-THREE";
    mustBeLines(inside, List.of(current), "the list of this moment");
  }

  @Case(
      id = "capa.backend-knows-none",
      verifies = {"POP3-PXT-09", "POP3-CAPA-13"},
      needs = {STLS, COMMANDS_IN_CLEAR},
      fix = "Supply a list with STLS where the backend, like qmail-popup, knows no CAPA.")
  void aListIsSuppliedWhereTheBackendKnowsNoCapa(Client client, Backend backend, Judge judge) {
    backend.play(Script.qmail());
    client.greeting().ok();
    mustList(
        client.capa().mustBeComplete("a capability list in spite of the backend"),
        1,
        "one line STLS before TLS");
    client.stls();
    MultiLine inside = client.capa();
    judge.observed("inside TLS " + inside.seen());
    if (!inside.status().negative()) {
      inside.mustBeComplete("a whole list or -ERR inside TLS");
      mustList(inside, 0, "no line STLS inside TLS");
    }
  }

  private static void mustList(MultiLine capa, int times, String expected) {
    if (capa.count("STLS") != times) {
      throw new Finding(expected, capa.seen());
    }
  }

  /** Where logins in clear are refused USER and SASL may be left out (RFC 2449 section 6.2). */
  private static void mustBeLinesInClear(
      CaseRun run, MultiLine capa, List<String> lines, String expected) {
    boolean refused = run.profile().missing(LOGIN_IN_CLEAR).isPresent();
    boolean announced = capa.has("USER") || capa.has("SASL");
    mustBeLines(capa, refused && !announced ? withoutLogins(lines) : lines, expected);
  }

  private static List<String> withoutLogins(List<String> lines) {
    return lines.stream().filter(line -> !line.matches("(?i)(USER|SASL)( .*)?")).toList();
  }

  /** Compares what is left when the proxy's own STLS is taken away. */
  private static void mustBeLines(MultiLine capa, List<String> lines, String expected) {
    List<String> others = capa.lines().stream().filter(line -> !line.equals("STLS")).toList();
    if (!others.equals(lines)) {
      throw new Finding(expected + ": " + lines, capa.seen());
    }
  }
}
