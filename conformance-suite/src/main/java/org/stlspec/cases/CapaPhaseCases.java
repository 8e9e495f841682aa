package org.stlspec.cases;

import static org.stlspec.suite.Need.BACKEND_CAPA_INSIDE_TLS;
import static org.stlspec.suite.Need.LOGIN;
import static org.stlspec.suite.Need.LOGIN_IN_CLEAR;
import static org.stlspec.suite.Need.STLS;

import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.stlspec.qmail.script.Script;
import org.stlspec.suite.Case;
import org.stlspec.suite.CaseRun;
import org.stlspec.target.Mode;
import org.stlspec.verdict.Finding;
import org.stlspec.verdict.Judge;
import org.stlspec.verdict.NotApplicable;
import org.stlspec.wire.Account;
import org.stlspec.wire.Backend;
import org.stlspec.wire.Client;
import org.stlspec.wire.MultiLine;

/** How capability lists of one session differ, and what they may hold. */
class CapaPhaseCases {
  private static final Set<String> OF_AUTHORIZATION = Set.of("USER", "SASL", "STLS");
  private static final Set<String> PLAINTEXT = Set.of("PLAIN", "LOGIN");
  private static final int LONGEST_LINE = 512;

  @Case(
      id = "capa.argument",
      verifies = "POP3-CAPA-15",
      needs = STLS,
      fix = "Answer CAPA with an argument by one -ERR, or as if it had none.")
  void capaWithAnArgumentHasOneReply(Client client, Judge judge) {
    client.secured();
    MultiLine capa = client.list("CAPA foo");
    judge.observed(capa.seen());
    if (!capa.status().negative()) {
      capa.mustBeComplete("-ERR or a whole list");
    }
    client.command("XSTLSPEC").mustBeErr("behind it the -ERR to an unknown command");
  }

  @Case(
      id = "capa.lines-of-512-octets",
      verifies = "POP3-CAPA-07",
      needs = STLS,
      fix = "Keep capability lines to 512 octets, CRLF included.")
  void noCapabilityLineIsLongerThan512Octets(Client client) {
    client.greeting().ok();
    mustFit(client.capa());
    client.stls();
    mustFit(client.capa());
  }

  private static void mustFit(MultiLine capa) {
    if (capa.lines().stream().anyMatch(line -> line.length() + 2 > LONGEST_LINE)) {
      throw new Finding("lines of 512 octets at most", capa.seen());
    }
  }

  @Case(
      id = "capa.longest-line-untouched",
      verifies = {"POP3-CAPA-07", "POP3-PXT-06"},
      needs = BACKEND_CAPA_INSIDE_TLS,
      fix = "Pass a capability line of 512 octets on whole.")
  void aCapabilityLineOf512OctetsArrivesWhole(Client client, Backend backend) {
    String longest = "X-" + "y".repeat(LONGEST_LINE - 4);
    backend.play(Script.modern().capabilities("TOP", longest, "UIDL"));
    client.secured();
    List<String> lines = client.capa().mustBeComplete("a capability list").lines();
    if (!lines.contains(longest)) {
      throw new Finding("the line of 512 octets as the backend sent it", lines.toString());
    }
  }

  @Case(
      id = "capa.after-login.keeps-capabilities",
      verifies = "POP3-CAPA-10",
      needs = {STLS, LOGIN},
      fix = "Announce behind the login, too, what was announced before it.")
  void whatIsAnnouncedBeforeTheLoginIsAnnouncedBehindItToo(
      CaseRun run, Client client, Account account, Judge judge) {
    if (run.stage().mode() == Mode.PROXY) {
      // Of two servers, one before and one behind the login, neither knows the other's list.
      run.profile()
          .missing(BACKEND_CAPA_INSIDE_TLS)
          .ifPresent(
              why -> {
                throw new NotApplicable(why);
              });
    }
    client.secured();
    MultiLine before = client.capa();
    if (before.status().negative()) {
      judge.skip("the target knows no CAPA: " + before.seen());
    }
    client.login(account);
    MultiLine behind = client.capa();
    if (behind.status().negative()) {
      judge.warn("CAPA answered behind the login as before it", behind.seen());
      return;
    }
    Set<String> gone = tags(before);
    gone.removeAll(tags(behind));
    judge.observed("gone behind the login: " + gone);
    gone.removeAll(OF_AUTHORIZATION);
    if (!gone.isEmpty()) {
      throw new Finding("all of " + tags(before) + " but " + OF_AUTHORIZATION, behind.seen());
    }
  }

  private static Set<String> tags(MultiLine capa) {
    Set<String> tags = new TreeSet<>();
    capa.lines().forEach(line -> tags.add(line.toUpperCase(Locale.ROOT).split("[ \t]", 2)[0]));
    return tags;
  }

  @Case(
      id = "capa.after-login.in-clear",
      verifies = "POP3-CAPA-05",
      needs = LOGIN_IN_CLEAR,
      fix = "Whatever the list says behind a login in clear, STLS is refused there.")
  void whetherStlsIsAnnouncedBehindALoginInClearIsRecorded(
      Client client, Account account, Judge judge) {
    client.greeting().ok();
    client.login(account);
    MultiLine capa = client.capa();
    judge.observed("STLS " + (capa.has("STLS") ? "announced" : "not announced"));
    client.command("STLS").mustBeErr("-ERR to STLS in the TRANSACTION state");
  }

  @Case(
      id = "capa.changes-at-tls",
      verifies = "POP3-CAPA-11",
      needs = STLS,
      fix = "Do not take plaintext mechanisms away when TLS begins.")
  void plaintextMechanismsDoNotGoWhenTlsBegins(Client client, Judge judge) {
    client.greeting().ok();
    MultiLine before = client.capa();
    client.stls();
    MultiLine inside = client.capa();
    judge.observed("only before TLS " + only(before, inside));
    judge.observed("only inside TLS " + only(inside, before));
    Set<String> gone = words(before);
    gone.removeAll(words(inside));
    gone.retainAll(PLAINTEXT);
    if (!gone.isEmpty() && inside.status().positive()) {
      throw new Finding("the plaintext mechanisms inside TLS, too", inside.seen());
    }
  }

  private static List<String> only(MultiLine one, MultiLine other) {
    return one.lines().stream().filter(line -> !other.lines().contains(line)).toList();
  }

  private static Set<String> words(MultiLine capa) {
    Set<String> words = new TreeSet<>();
    capa.lines().stream()
        .filter(line -> line.toUpperCase(Locale.ROOT).startsWith("SASL "))
        .forEach(line -> words.addAll(List.of(line.toUpperCase(Locale.ROOT).split(" +", -1))));
    return words;
  }

  @Case(
      id = "capa.worst-case-before-login",
      verifies = "POP3-CAPA-16",
      needs = {STLS, LOGIN},
      fix =
          "Before the login announce the longest LOGIN-DELAY and the shortest EXPIRE of all users.")
  void loginDelayAndExpireAreAtTheirWorstBeforeTheLogin(
      CaseRun run, Client client, Account account, Judge judge) {
    run.backendLeg()
        .ifPresent(leg -> leg.play(Script.modern().capabilities("EXPIRE 30", "LOGIN-DELAY 300")));
    client.secured();
    MultiLine before = client.capa();
    client.login(account);
    MultiLine behind = client.capa();
    mustNotGrow(value(before, "EXPIRE"), value(behind, "EXPIRE"), behind);
    mustNotGrow(value(behind, "LOGIN-DELAY"), value(before, "LOGIN-DELAY"), behind);
    judge.observed(
        "EXPIRE " + value(before, "EXPIRE") + ", LOGIN-DELAY " + value(before, "LOGIN-DELAY"));
  }

  private static void mustNotGrow(OptionalLong less, OptionalLong more, MultiLine behind) {
    if (less.isPresent() && more.isPresent() && less.getAsLong() > more.getAsLong()) {
      throw new Finding(
          "before the login no better value than behind it",
          less.getAsLong() + " and " + more.getAsLong() + ", behind the login " + behind.seen());
    }
  }

  /** The number behind a tag; NEVER is the largest there is. */
  private static OptionalLong value(MultiLine capa, String tag) {
    return capa.lines().stream()
        .map(line -> line.toUpperCase(Locale.ROOT).split(" ", -1))
        .filter(words -> words.length > 1 && words[0].equals(tag))
        .filter(words -> words[1].matches("NEVER|[0-9]{1,9}"))
        .mapToLong(words -> words[1].equals("NEVER") ? Long.MAX_VALUE : Long.parseLong(words[1]))
        .findFirst();
  }
}
