package org.stlspec.cases;

import static org.stlspec.suite.Need.LOGIN;
import static org.stlspec.suite.Need.LOGIN_IN_CLEAR;
import static org.stlspec.suite.Need.STLS;

import org.stlspec.suite.Case;
import org.stlspec.suite.CaseRun;
import org.stlspec.target.Mode;
import org.stlspec.target.Target;
import org.stlspec.target.TargetTrouble;
import org.stlspec.verdict.Finding;
import org.stlspec.verdict.Judge;
import org.stlspec.verdict.NotApplicable;
import org.stlspec.wire.Backend;
import org.stlspec.wire.Client;
import org.stlspec.wire.MultiLine;
import org.stlspec.wire.Octets;
import org.stlspec.wire.Reply;

/** Where TLS is required: no login in clear, and nothing of it reaches the backend. */
class PolicyCases {
  private static final String FIX =
      "Where TLS is required refuse USER, APOP and AUTH by yourself, before any password.";

  @Case(
      id = "policy.tls-required.user",
      verifies = {"POP3-POL-03", "POP3-PXT-24"},
      fix = FIX)
  void userIsRefusedInClear(CaseRun run, Backend backend, Judge judge) throws TargetTrouble {
    refused(run, backend, judge, "USER alice", "PASS wonderland");
  }

  @Case(id = "policy.tls-required.apop", verifies = "POP3-POL-03", fix = FIX)
  void apopIsRefusedInClear(CaseRun run, Backend backend, Judge judge) throws TargetTrouble {
    refused(run, backend, judge, "APOP alice 0123456789abcdef0123456789abcdef");
  }

  @Case(
      id = "policy.tls-required.auth",
      verifies = {"POP3-POL-03", "POP3-SASL-02"},
      fix = FIX)
  void authIsRefusedInClear(CaseRun run, Backend backend, Judge judge) throws TargetTrouble {
    refused(run, backend, judge, "AUTH PLAIN", "AUTH PLAIN AGFsaWNlAHdvbmRlcmxhbmQ=");
  }

  private static void refused(CaseRun run, Backend backend, Judge judge, String... logins)
      throws TargetTrouble {
    withTlsRequired(
        run,
        client -> {
          client.greeting().ok();
          for (String login : logins) {
            Reply refusal = client.command(login);
            judge.observed(refusal.seen());
            if (refusal.left()) {
              break;
            }
            refusal.mustBeErr("-ERR to " + login.split(" ", 2)[0] + " in clear");
          }
          client.close();
          backend.ended();
          backend.neverSaw("alice", "no name and no password at the backend");
          backend.neverSaw("wonderland", "no name and no password at the backend");
          backend.neverSaw("AGFs", "no SASL response at the backend");
        });
  }

  @Case(
      id = "policy.tls-required.same-refusal",
      verifies = "POP3-POL-04",
      fix = "Refuse logins in clear before you look at them.")
  void theRefusalDoesNotDependOnThePassword(CaseRun run, Judge judge) throws TargetTrouble {
    var account = run.stage().account().orElseThrow(() -> new NotApplicable("no account known"));
    var variant = run.variant(Target.Variant.TLS_REQUIRED);
    withTlsRequired(
        run,
        client -> {
          client.greeting().ok();
          String right = refusals(client, account.name(), account.password());
          judge.observed(right);
          Client other = run.client(variant.orElse(run.stage().target()).address());
          other.greeting().ok();
          String wrong = refusals(other, account.name() + "x", account.password() + "x");
          if (!right.equals(wrong)) {
            throw new Finding("the same words for right and wrong", right + " and " + wrong);
          }
        });
  }

  private static String refusals(Client client, String name, String password) {
    Reply user = client.command("USER " + name);
    return user.left() ? user.seen() : user.seen() + ", " + client.login("PASS " + password).seen();
  }

  @Case(
      id = "policy.tls-required.layer-gone",
      verifies = "POP3-POL-02",
      needs = STLS,
      fix = "End the connection when its TLS ends; answer nothing in clear.")
  void nothingIsAnsweredInClearBehindTls(CaseRun run, Judge judge) throws TargetTrouble {
    withTlsRequired(
        run,
        client -> {
          client.secured();
          client.closeNotify().sendRaw(Octets.of("CAPA\r\n"));
          Octets clear = client.behindTls();
          if (clear.latin1().contains("+OK") || clear.latin1().contains("-ERR")) {
            judge.fail("no POP3 in clear behind TLS", "'" + clear + "'");
          }
        });
  }

  @Case(
      id = "policy.implicit-tls",
      verifies = "POP3-POL-06",
      fix = "Offer implicit TLS (port 995) beside STLS.")
  void implicitTlsIsOffered(CaseRun run, Judge judge) {
    Client client = ImplicitTls.client(run);
    judge.observed(client.handshake().mustSucceed("TLS from the first octet").seen());
    client.greeting().mustBeOk("a greeting inside TLS");
    client.capa().status().mustBeAnswer("CAPA answered inside TLS");
  }

  @Case(
      id = "policy.tls-required.capa",
      verifies = "POP3-CAPA-12",
      fix = "Where logins in clear are refused do not announce USER or SASL before TLS.")
  void capaDoesNotAnnounceLoginsThatAreRefused(CaseRun run) throws TargetTrouble {
    withTlsRequired(
        run,
        client -> {
          client.greeting().ok();
          MultiLine capa = client.capa().ok();
          if (capa.has("USER") || capa.has("SASL")) {
            throw new Finding("neither USER nor SASL before TLS", capa.seen());
          }
        });
  }

  @Case(
      id = "policy.tls-required.login-inside-tls",
      verifies = "POP3-POL-01",
      needs = STLS,
      fix = "Allow logins once TLS is active.")
  void aLoginInsideTlsIsAllowed(CaseRun run) throws TargetTrouble {
    var account = run.stage().account().orElseThrow(() -> new NotApplicable("no account known"));
    if (run.stage().mode() == Mode.SERVER && run.profile().missing(LOGIN).isPresent()) {
      throw new NotApplicable(
          "the account may not be right: " + run.profile().missing(LOGIN).get());
    }
    withTlsRequired(
        run,
        client -> {
          client.secured();
          client.command("USER " + account.name()).mustBeOk("+OK to USER inside TLS");
          client.command("PASS " + account.password()).mustBeOk("+OK to PASS inside TLS");
        });
  }

  private interface Play {
    void with(Client client);
  }

  /** On a variant that requires TLS, or on the target itself if it does. */
  private static void withTlsRequired(CaseRun run, Play play) throws TargetTrouble {
    var variant = run.variant(Target.Variant.TLS_REQUIRED);
    if (variant.isEmpty() && run.profile().missing(LOGIN_IN_CLEAR).isEmpty()) {
      throw new NotApplicable("the target allows logins in clear");
    }
    play.with(run.client(variant.orElse(run.stage().target()).address()));
  }
}
