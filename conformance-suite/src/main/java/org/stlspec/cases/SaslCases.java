package org.stlspec.cases;

import static org.stlspec.suite.Need.BACKEND_AT_CONNECT;
import static org.stlspec.suite.Need.LOGIN;
import static org.stlspec.suite.Need.QUICK_REFUSAL;
import static org.stlspec.suite.Need.STLS;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
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
import org.stlspec.wire.Octets;
import org.stlspec.wire.Reply;

/** AUTH inside TLS (RFC 5034): what a mechanism says is between client and backend. */
class SaslCases {
  private static final String VERBATIM =
      "Between AUTH and the final +OK or -ERR pass lines of any length on as they come.";

  /** Longer than any line that POP3 itself has. */
  private static final String LONG = "QUJD".repeat(3072);

  private static final Octets LAYER =
      Octets.of("\0\0\0\14STLS\r\nCAPA\r\n\0\0\0\4\r\n.\r\n\u00ff\0QUIT\r\n");

  /** The initial response of PLAIN (RFC 4616), in base64. */
  static String plain(Account account) {
    String response = "\0" + account.name() + "\0" + account.password();
    return Base64.getEncoder().encodeToString(response.getBytes(StandardCharsets.UTF_8));
  }

  /** A client inside TLS where PLAIN is announced. */
  private static Client withPlain(Client client) {
    client.secured();
    MultiLine capa = client.capa();
    if (!mechanisms(capa).contains("PLAIN")) {
      throw new NotApplicable("SASL PLAIN is not announced inside TLS: " + capa.seen());
    }
    return client;
  }

  private static List<String> mechanisms(MultiLine capa) {
    return capa.lines().stream()
        .filter(line -> line.matches("(?i)SASL .*"))
        .flatMap(line -> List.of(line.toUpperCase(java.util.Locale.ROOT).split(" +", -1)).stream())
        .skip(1)
        .toList();
  }

  @Case(
      id = "sasl.plain",
      verifies = "POP3-SASL-01",
      needs = {STLS, LOGIN},
      fix = "Where AUTH is announced support PLAIN inside TLS.")
  void authPlainIsALoginInsideTls(Client client, Account account, Judge judge) {
    client.secured();
    MultiLine capa = client.capa();
    if (!capa.has("SASL")) {
      throw new NotApplicable("SASL is not announced inside TLS: " + capa.seen());
    }
    if (!mechanisms(capa).contains("PLAIN")) {
      judge.warn("PLAIN among the mechanisms inside TLS", capa.seen());
      return;
    }
    client.command("AUTH PLAIN " + plain(account)).mustBeOk("+OK to AUTH PLAIN");
    client.command("STAT").mustBeOk("+OK to STAT");
  }

  @Case(
      id = "sasl.empty-challenge",
      verifies = "POP3-SASL-03",
      needs = {STLS, QUICK_REFUSAL},
      fix = "An empty challenge is a plus sign, one blank and CRLF.")
  void anEmptyChallengeIsPlusBlankCrlf(Client client) {
    withPlain(client).command("AUTH PLAIN").mustBe("+ \r\n", "the empty challenge '+ \\r\\n'");
    Reply cancelled = client.login("*");
    if (!cancelled.left()) {
      cancelled.mustBeErr("-ERR to the cancelled exchange");
    }
  }

  @Case(
      id = "sasl.empty-response",
      verifies = {"POP3-SASL-04", "POP3-STATE-04"},
      needs = {STLS, BACKEND_AT_CONNECT},
      fix = VERBATIM)
  void emptyResponsesReachTheBackend(CaseRun run, Client client, Backend backend) {
    // The equals sign is the empty response of RFC 5034 section 4 on the line of AUTH itself.
    Relayed.mustBeInsideTls(run, backend, "AUTH X-EMPTY =");
    backend.play(
        Script.modern().on("AUTH", Act.send("+ \r\n"), answered("", "-ERR empty line\r\n")));
    client.secured();
    client.command("AUTH X-EMPTY").mustBe("+ \r\n", "the backend's challenge");
    client.command("").mustBe("-ERR empty line\r\n", "the backend's reply to the empty response");
    backend.mustSee("AUTH X-EMPTY\r\n\r\n", "the empty line as the client sent it");
  }

  /** The next line is data: this reply if it reads so, else the end. */
  private static Act answered(String response, String reply) {
    return Act.line(
        line -> List.of(line.equals(response) ? Act.send(reply) : Act.send("-ERR other data\r\n")));
  }

  @Case(
      id = "sasl.invalid-base64",
      verifies = "POP3-SASL-05",
      needs = {STLS, LOGIN, QUICK_REFUSAL},
      fix = "Refuse a response that is not base64; never skip what does not belong there.")
  void aResponseThatIsNotBase64IsNoLogin(CaseRun run, Client client, Account account, Judge judge) {
    withPlain(client);
    String right = plain(account);
    for (String alien : List.of("!", "=", " ")) {
      String spoiled = right.substring(0, 4) + alien + right.substring(4);
      try (Client spoiling = run.client()) {
        spoiling.secured();
        Reply reply = spoiling.login("AUTH PLAIN " + spoiled);
        String expected = "-ERR to right credentials with '" + alien + "' among the base64";
        if (reply.positive() && alien.equals(" ")) {
          judge.warn(expected, reply.seen());
        } else if (!reply.left()) {
          reply.mustBeErr(expected);
        }
      }
    }
  }

  @Case(
      id = "sasl.line-of-255-octets",
      verifies = {"POP3-SASL-06", "POP3-CAPA-08"},
      needs = STLS,
      fix = "Accept an AUTH line of 255 octets, CRLF included.")
  void anAuthLineOf255OctetsIsAnswered(CaseRun run, Client first, Client client) {
    String line = "AUTH X-LONGX " + LONG.substring(0, 240);
    first.secured();
    first.login("AUTH X-SHORT");
    client.secured();
    Reply reply = client.login(line);
    if (reply.left()) {
      throw new Finding("a reply to an AUTH line of 255 octets", reply.seen());
    }
    run.backendLeg()
        .filter(leg -> leg.lines().contains("AUTH X-SHORT"))
        .ifPresent(leg -> leg.mustSee(line + "\r\n", "the whole line, answered " + reply.seen()));
    MultiLine capa = client.capa();
    if (!capa.status().left()) {
      capa.status().mustBeAnswer("behind the one line one reply, then that to CAPA");
    }
  }

  @Case(
      id = "sasl.long-lines",
      verifies = "POP3-SASL-07",
      needs = {STLS, BACKEND_AT_CONNECT},
      fix = VERBATIM)
  void challengesAndResponsesOf12KilobytesPassUnchanged(
      CaseRun run, Client client, Backend backend) {
    Relayed.mustBeInsideTls(run, backend, "AUTH X-LONG");
    String done = "-ERR as long as expected\r\n";
    backend.play(Script.modern().on("AUTH", Act.send("+ " + LONG + "\r\n"), answered(LONG, done)));
    client.secured();
    client.command("AUTH X-LONG").mustBe("+ " + LONG + "\r\n", "the challenge of 12288 octets");
    client.command(LONG).mustBe(done, "the backend's reply to a response of 12288 octets");
  }

  @Case(
      id = "sasl.challenge-forms",
      verifies = "POP3-STATE-05",
      needs = {STLS, BACKEND_AT_CONNECT},
      fix = "Any line that begins with '+' and a blank, or is '+' alone, keeps the exchange open.")
  void everyFormOfAChallengeKeepsTheExchangeOpen(CaseRun run, Backend backend) {
    Relayed.mustBeInsideTls(run, backend, "AUTH X-FORM");
    for (String challenge : List.of("+ \r\n", "+\r\n", "+ QUFBQQ==\r\n", "+ T0s=\r\n")) {
      String done = "-ERR that was data\r\n";
      backend.play(Script.modern().on("AUTH", Act.send(challenge), answered("STLS", done)));
      try (Client client = run.client()) {
        client.secured();
        client.command("AUTH X-FORM").mustBe(challenge, "the challenge '" + challenge.trim() + "'");
        client
            .command("STLS")
            .mustBe(done, "the backend's reply behind '" + challenge.trim() + "'");
      }
    }
  }

  @Case(
      id = "sasl.second-auth",
      verifies = "POP3-SASL-08",
      needs = {STLS, LOGIN},
      fix = "Behind a login refuse AUTH and go on.")
  void thereIsNoSecondLogin(Client client, Account account) {
    String auth = "AUTH PLAIN " + plain(account);
    withPlain(client).command(auth).ok();
    client.command(auth).mustBeErr("-ERR to a second AUTH");
    client.command("STAT").mustBeOk("+OK to STAT as before");
  }

  @Case(
      id = "sasl.initial-response-refused",
      verifies = "POP3-SASL-09",
      needs = STLS,
      fix = "Refuse an initial response where the server has to speak first.")
  void anInitialResponseIsRefusedWhereTheServerSpeaksFirst(Client client, Judge judge) {
    client.secured();
    Reply reply = client.login("AUTH CRAM-MD5 AAAA");
    judge.observed(reply.seen());
    if (!reply.left()) {
      reply.mustBeErr("-ERR to CRAM-MD5 with an initial response");
    }
  }

  @Case(
      id = "sasl.failed-auth",
      verifies = "POP3-SASL-10",
      needs = {STLS, LOGIN, QUICK_REFUSAL},
      fix = "A failed AUTH leaves the session as it was; closing is allowed, too.")
  void aFailedAuthLeavesTheSessionAsItWas(Client client, Account account, Judge judge) {
    var wrong = new Account(account.name(), "not-" + account.password());
    Reply refusal = withPlain(client).login("AUTH PLAIN " + plain(wrong));
    if (!refusal.left()) {
      refusal.mustBeErr("-ERR to a wrong password");
    }
    Reply user = client.command("USER " + account.name());
    if (user.left()) {
      judge.observed("closed behind a failed AUTH");
      return;
    }
    user.mustBeOk("+OK to USER behind a failed AUTH");
    client.login("PASS " + account.password()).mustBeOk("+OK to the right password");
  }

  @Case(
      id = "sasl.external-without-certificate",
      verifies = {"POP3-SASL-13", "POP3-SASL-12"},
      needs = STLS,
      fix = "Refuse AUTH EXTERNAL: the backend would take the proxy for the client.")
  void externalIsRefusedToAClientWithoutCertificate(CaseRun run, Client client, Judge judge) {
    run.backendLeg().ifPresent(leg -> leg.play(trusting()));
    client.secured();
    Reply reply = client.login("AUTH EXTERNAL dmljdGlt");
    judge.observed(reply.seen());
    if (!reply.left()) {
      reply.mustBeErr("-ERR to AUTH EXTERNAL without a client certificate");
    }
  }

  /** A backend that takes whoever connects for the one he claims to be. */
  private static Script trusting() {
    return Script.modern()
        .capabilities("USER", "SASL PLAIN EXTERNAL")
        .on("AUTH", Act.send("+OK welcome\r\n"), Act.login());
  }

  @Case(
      id = "sasl.security-layer",
      verifies = "POP3-SASL-15",
      needs = {STLS, BACKEND_AT_CONNECT},
      fix = "Behind the +OK to AUTH relay octets: a security layer has no lines.")
  void aSecurityLayerPassesUnchangedBothWays(CaseRun run, Client client, Backend backend) {
    Relayed.mustBeInsideTls(run, backend, "AUTH X-LAYER");
    backend.play(
        Script.modern()
            .on(
                "AUTH",
                Act.send("+ \r\n"),
                Act.line(line -> List.of(Act.send("+OK layer\r\n"), Act.login(), Act.raw()))));
    client.secured();
    client.command("AUTH X-LAYER").mustBe("+ \r\n", "the backend's challenge");
    client.command("AAAA").mustBe("+OK layer\r\n", "the backend's +OK");
    client.send(LAYER);
    backend.mustSee(LAYER.latin1(), "the client's frames unchanged");
    backend.saw("AUTH X-LAYER").send(LAYER.bytes());
    Octets arrived = client.read(LAYER.length());
    if (!arrived.equals(LAYER)) {
      throw new Finding("the backend's frames unchanged", "'" + arrived + "'");
    }
  }
}
