package org.stlspec.cases;

import static org.stlspec.suite.Need.LOGIN;
import static org.stlspec.suite.Need.STLS;

import org.stlspec.qmail.script.Act;
import org.stlspec.qmail.script.Script;
import org.stlspec.suite.Case;
import org.stlspec.verdict.Finding;
import org.stlspec.verdict.Judge;
import org.stlspec.wire.Account;
import org.stlspec.wire.Backend;
import org.stlspec.wire.Client;
import org.stlspec.wire.Reply;

/**
 * A backend that offers STLS itself. A target need not take the offer; one that does is a client
 * there, and must not fall for what stands behind the reply.
 */
class BackendUpgradeCases {
  private static final String FIX =
      "Behind the backend's +OK to STLS take nothing but TLS; drop or refuse all else.";

  @Case(
      id = "injection.backend-stls.reply",
      verifies = {"POP3-INJ-10", "POP3-PXT-12"},
      needs = STLS,
      fix = FIX)
  void aLineBehindTheBackendsOkToStlsIsNoReply(Client client, Backend backend, Judge judge) {
    mustNotFallFor("+OK go\r\n+OK injected\r\n", client, backend, judge);
  }

  @Case(
      id = "injection.backend-stls.partial-reply",
      verifies = {"POP3-INJ-11", "POP3-INJ-10"},
      needs = STLS,
      fix = FIX)
  void halfALineBehindTheBackendsOkToStlsIsNoReply(Client client, Backend backend, Judge judge) {
    mustNotFallFor("+OK go\r\n+OK injected", client, backend, judge);
  }

  private static void mustNotFallFor(String answer, Client client, Backend backend, Judge judge) {
    backend.play(offering().on("STLS", Act.send(answer)));
    Reply greeting = client.greeting();
    if (!greeting.positive() || !client.command("STLS").positive()) {
      judge.observed("no session: " + greeting.seen());
      return;
    }
    client.handshake().ok();
    for (String command : new String[] {"XSTLSPEC", "USER carol", "QUIT"}) {
      Reply reply = client.command(command);
      if (reply.octets().latin1().contains("injected")) {
        throw new Finding("a reply of the backend's to " + command, reply.seen());
      }
    }
    judge.observed(upgrade(backend));
  }

  private static Script offering() {
    return Script.modern().capabilities("USER", "TOP", "UIDL", "STLS");
  }

  private static String upgrade(Backend backend) {
    return backend.lines().contains("STLS")
        ? "the target asks its backend for TLS"
        : "the target does not ask its backend for TLS";
  }

  @Case(
      id = "injection.backend-stls.refused",
      verifies = "POP3-PXT-12",
      needs = {STLS, LOGIN},
      fix = "If the backend leg is to be secured and STLS fails there, end the session.")
  void noCredentialsFollowARefusedUpgradeOfTheBackendLeg(
      Client client, Backend backend, Account account, Judge judge) {
    backend.play(offering().on("STLS", Act.send("-ERR no TLS today\r\n")));
    client.greeting();
    if (client.command("STLS").positive()) {
      client.handshake().ok();
      client.command("USER " + account.name());
      client.command("PASS " + account.password());
    }
    judge.observed(upgrade(backend));
    backend.neverOnOneConnection(
        "STLS\r\n",
        "USER " + account.name(),
        "no credentials in clear on a connection whose STLS was refused");
  }
}
