package org.stlspec.cases;

import static org.stlspec.suite.Need.BACKEND_GREETING;
import static org.stlspec.suite.Need.LOGIN;
import static org.stlspec.suite.Need.LOGIN_IN_CLEAR;
import static org.stlspec.suite.Need.QUICK_REFUSAL;
import static org.stlspec.suite.Need.STLS;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.stlspec.qmail.Apop;
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
import org.stlspec.wire.Reply;

/** APOP (RFC 1939 section 7): whose timestamp it is, and whether it still counts inside TLS. */
class ApopCases {
  private static final Pattern TIMESTAMP = Pattern.compile("<[^<>\\s]+@[^<>\\s]+>");
  private static final String STAMP = "<2595.1@backend.stlspec.test>";

  /** The timestamp in the greeting of a client that has not spoken yet. */
  private static Optional<String> timestamp(Client client) {
    Matcher found = TIMESTAMP.matcher(client.greeting().ok().text());
    return found.find() ? Optional.of(found.group()) : Optional.empty();
  }

  private static String needed(Client client) {
    return timestamp(client)
        .orElseThrow(() -> new NotApplicable("the greeting has no APOP timestamp"));
  }

  private static String apop(Account account, String timestamp) {
    return "APOP " + account.name() + " " + Apop.digest(timestamp, account.password());
  }

  private static boolean relayed(Backend backend) {
    return backend.lines().stream().anyMatch(line -> line.startsWith("APOP "));
  }

  @Case(
      id = "apop.timestamp-of-its-own",
      verifies = "POP3-BASE-15",
      fix = "Make the timestamp of the greeting anew for each connection.")
  void everyConnectionHasATimestampOfItsOwn(CaseRun run) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 8; i++) {
      try (Client client = run.client()) {
        String timestamp = needed(client);
        if (!seen.add(timestamp)) {
          throw new Finding("another timestamp for each connection", timestamp + " twice");
        }
      }
    }
  }

  @Case(
      id = "apop.right-digest",
      verifies = "POP3-BASE-16",
      needs = {LOGIN_IN_CLEAR, BACKEND_GREETING},
      fix = "Relay APOP and the greeting it belongs to on the same connection.")
  void theRightDigestIsALogin(Client client, Backend backend, Account account) {
    String apop = apop(account, needed(client));
    Reply reply = client.command(apop);
    if (!relayed(backend)) {
      throw new NotApplicable("APOP is not relayed: " + reply.seen());
    }
    reply.mustBeOk("+OK to the digest over the greeting's timestamp");
    client.command("STAT").mustBeOk("+OK to STAT");
  }

  @Case(
      id = "apop.wrong-digest",
      verifies = "POP3-BASE-16",
      needs = {STLS, LOGIN, QUICK_REFUSAL},
      fix = "A wrong digest is refused, and the session stays in the AUTHORIZATION state.")
  void aWrongDigestIsNoLogin(Client client, Account account, Judge judge) {
    String apop = apop(account, needed(client) + "x");
    client.stls();
    Reply reply = client.login(apop);
    if (reply.left()) {
      judge.observed("closed: " + reply.seen());
      return;
    }
    reply.mustBeErr("-ERR to a wrong digest");
    Reply stat = client.command("STAT");
    if (!stat.left()) {
      stat.mustBeErr("-ERR to STAT, since nobody has logged in");
    }
  }

  @Case(
      id = "apop.inside-tls",
      verifies = "POP3-STATE-11",
      needs = {STLS, LOGIN, BACKEND_GREETING},
      fix = "Keep the backend connection whose greeting the client has seen if nothing was said.")
  void insideTlsTheTimestampOfTheGreetingStillCounts(
      Client client, Backend backend, Account account, Judge judge) {
    String apop = apop(account, needed(client));
    client.stls();
    Reply reply = client.command(apop);
    if (reply.positive()) {
      return;
    }
    String expected = "+OK to the digest over the timestamp that the client was shown";
    if (backend.sessions() > 1) {
      judge.warn(expected, reply.seen() + ", the backend connection was replaced");
    } else if (relayed(backend)) {
      reply.mustBeOk(expected);
    } else {
      throw new NotApplicable("APOP is not relayed: " + reply.seen());
    }
  }

  @Case(
      id = "apop.timestamp-of-the-target",
      verifies = "POP3-PXT-02",
      needs = {STLS, LOGIN},
      fix = "Show the backend's timestamp or none, unless you check the digest yourself.")
  void aTimestampThatTheTargetMadeIsOneItVerifies(
      Client client, Backend backend, Account account, Judge judge) {
    backend.play(Script.modern().greeting(Act.send("+OK ready " + STAMP + "\r\n")));
    Optional<String> shown = timestamp(client);
    if (shown.isEmpty() || shown.get().equals(STAMP)) {
      judge.observed(shown.isEmpty() ? "no timestamp" : "the backend's timestamp");
      return;
    }
    client.stls();
    String apop = apop(account, shown.get());
    Reply reply = client.command(apop);
    if (backend.lines().contains(apop)) {
      throw new Finding(
          "no digest at the backend for a timestamp that is not the backend's", "'" + apop + "'");
    }
    if (!reply.positive()) {
      judge.warn("a timestamp that the target verifies, or none", reply.seen() + " to " + apop);
    }
  }
}
