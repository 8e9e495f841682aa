package org.stlspec.cases;

import static org.stlspec.suite.Need.LOGIN_IN_CLEAR;

import org.stlspec.suite.Case;
import org.stlspec.verdict.Judge;
import org.stlspec.wire.Account;
import org.stlspec.wire.Backend;
import org.stlspec.wire.Client;
import org.stlspec.wire.Reply;

/** Sessions without STLS: relayed, or refused by policy, but never broken. */
class PlaintextCases {

  @Case(
      id = "plaintext.login",
      verifies = {"POP3-BASE-07", "POP3-PXT-14"},
      fix = "Relay the session in clear, or refuse USER with -ERR where TLS is required.")
  void aLoginInClearWorksOrIsRefusedByAReply(Client client, Account account, Judge judge) {
    client.greeting().ok();
    Reply user = client.command("USER " + account.name()).mustBeAnswer("a reply to USER");
    if (user.negative()) {
      judge.observed("refused: " + user.seen());
      return;
    }
    client.login("PASS " + account.password()).mustBeAnswer("a reply to PASS");
  }

  @Case(
      id = "plaintext.session",
      verifies = {"POP3-PXT-14", "POP3-BASE-11"},
      needs = LOGIN_IN_CLEAR,
      fix = "Without STLS relay every line of the session unchanged.")
  void aWholeSessionInClearIsRelayed(Client client, Backend backend, Account account) {
    client.greeting().ok();
    client.login(account);
    client.command("STAT").mustBeOk("+OK to STAT");
    client.list("LIST").mustBeComplete("a scan listing");
    client.list("UIDL").mustBeComplete("a unique-id listing");
    client.command("NOOP").mustBeOk("+OK to NOOP");
    client.command("QUIT").mustBeOk("+OK to QUIT");
    client.mustEnd("the end of the session behind QUIT");
    backend.mustSee("LIST\r\nUIDL\r\nNOOP\r\nQUIT\r\n", "every command at the backend, unchanged");
  }
}
