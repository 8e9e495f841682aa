package org.stlspec.cases;

import static org.stlspec.suite.Need.LOGIN;
import static org.stlspec.suite.Need.LOGIN_IN_CLEAR;
import static org.stlspec.suite.Need.STLS;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.stlspec.qmail.script.Act;
import org.stlspec.qmail.script.Script;
import org.stlspec.suite.Case;
import org.stlspec.suite.CaseRun;
import org.stlspec.suite.Maildrop;
import org.stlspec.verdict.Finding;
import org.stlspec.verdict.Judge;
import org.stlspec.verdict.NotApplicable;
import org.stlspec.wire.Account;
import org.stlspec.wire.Backend;
import org.stlspec.wire.Client;
import org.stlspec.wire.Digest;
import org.stlspec.wire.MultiLine;
import org.stlspec.wire.Octets;
import org.stlspec.wire.Reply;

/** Whole mail sessions with a real Maildir behind the target. */
class MailCases {
  private static final String FIX = "Relay message texts octet for octet, whatever is in them.";
  private static final int LARGE = 4 << 20;

  @Case(
      id = "mail.session",
      verifies = {"POP3-PXT-14", "POP3-BASE-09", "POP3-BASE-11"},
      needs = {STLS, LOGIN},
      fix = FIX)
  void everyMessageArrivesAsItLiesInTheMaildir(
      Client client, Backend backend, Account account, Maildrop maildrop) {
    maildrop.deliver(Octets.of("Subject: dots\n\n.\n..\n.x\n\n.\n").bytes());
    maildrop.deliver(Octets.of("Subject: 8-bit\n\n\u00e9\u00ff\u0080\u0001\t\n").bytes());
    maildrop.deliver(Octets.of("Subject: long\n\n" + "l".repeat(1 << 20) + "\n").bytes());
    backend.play(maildrop.script());
    client.secured().login(account);
    for (int number = 1; number <= maildrop.size(); number++) {
      mustRetrieve(client, maildrop, number);
    }
    client.command("QUIT").mustBeOk("+OK to QUIT");
    client.mustEnd("the end of the session behind QUIT");
  }

  @Case(
      id = "mail.session.in-clear",
      verifies = {"POP3-PXT-14", "POP3-BASE-09"},
      needs = LOGIN_IN_CLEAR,
      fix = FIX)
  void everyMessageArrivesInClearToo(
      Client client, Backend backend, Account account, Maildrop maildrop) {
    backend.play(maildrop.script());
    client.greeting().ok();
    client.login(account);
    for (int number = 1; number <= maildrop.size(); number++) {
      mustRetrieve(client, maildrop, number);
    }
    client.command("QUIT").mustBeOk("+OK to QUIT");
  }

  @Case(
      id = "mail.large",
      verifies = {"POP3-PXT-15", "POP3-PXT-14"},
      needs = {STLS, LOGIN},
      fix = "Stream long replies; hold no more of them than a buffer.")
  void aMessageOfMegabytesArrivesUnchanged(
      Client client, Backend backend, Account account, Maildrop maildrop) {
    maildrop.deliver(randomMessage());
    backend.play(maildrop.script());
    client.secured().login(account);
    mustRetrieve(client, maildrop, maildrop.size());
  }

  private static final long SEED = 2595;

  @Case(
      id = "mail.streamed",
      verifies = {"POP3-PXT-15", "POP3-PXT-14"},
      needs = {STLS, LOGIN},
      fix = "Stream long replies; hold no more of them than a buffer.")
  void aMessageOfRandomOctetsArrivesUnchanged(
      CaseRun run, Client client, Backend backend, Account account, Judge judge)
      throws IOException {
    long size = run.stage().slow() ? 64 << 20 : 8 << 20;
    judge.observed(size + " octets");
    backend.play(
        Script.modern()
            .on("RETR", Act.stream(() -> new RandomOctets(SEED, size)), Act.send("\r\n.\r\n")));
    client.secured().login(account);
    Digest arrived = client.send("RETR 1\r\n").digest(size);
    Digest expected = RandomOctets.digest(SEED, size);
    if (!arrived.equals(expected)) {
      throw new Finding(expected.toString(), arrived.toString());
    }
    client.reply().mustBe("\r\n", "the end of the last line");
    client.reply().mustBe(".\r\n", "the termination octet");
    client.command("NOOP").mustBeOk("nothing behind the message but the reply to NOOP");
  }

  private static byte[] randomMessage() {
    byte[] message = new byte[LARGE];
    new Random(2595).nextBytes(message);
    for (int i = 76; i < message.length; i += 77) {
      message[i] = '\n';
    }
    message[message.length - 1] = '\n';
    return message;
  }

  private static void mustRetrieve(Client client, Maildrop maildrop, int number) {
    Octets expected = maildrop.retrieved(number);
    Octets arrived = client.send("RETR " + number + "\r\n").read(expected.length());
    if (!arrived.equals(expected)) {
      throw new Finding(
          "message " + number + " as it lies in the Maildir, " + expected.length() + " octets",
          arrived.length() + " octets, the first difference at " + difference(expected, arrived));
    }
    client.command("NOOP").mustBeOk("nothing behind the message but the reply to NOOP");
  }

  private static int difference(Octets one, Octets other) {
    return java.util.Arrays.mismatch(one.bytes(), other.bytes());
  }

  @Case(
      id = "mail.delete-and-quit",
      verifies = "POP3-BASE-11",
      needs = {STLS, LOGIN},
      fix = "Relay QUIT and its reply before closing.")
  void aMessageMarkedDeletedIsGoneAfterQuit(
      Client client, Backend backend, Account account, Maildrop maildrop) {
    int before = maildrop.size();
    backend.play(maildrop.script());
    client.secured().login(account);
    client.command("DELE 1").mustBeOk("+OK to DELE");
    client.command("QUIT").mustBeOk("+OK to QUIT");
    client.mustEnd("the end of the session behind QUIT");
    if (maildrop.size() != before - 1) {
      throw new Finding("one message less in the Maildir", maildrop.size() + " of " + before);
    }
  }

  @Case(
      id = "mail.delete-and-disconnect",
      verifies = {"POP3-BASE-12", "POP3-TLS-21"},
      needs = {STLS, LOGIN},
      fix = "Never commit deletions for a client that went without QUIT.")
  void aMessageMarkedDeletedSurvivesADisconnect(
      Client client, Backend backend, Account account, Maildrop maildrop) {
    int before = maildrop.size();
    backend.play(maildrop.script());
    client.secured().login(account);
    client.command("DELE 1").mustBeOk("+OK to DELE");
    client.close();
    backend.ended();
    backend.neverSaw("QUIT", "no QUIT that the client never sent");
    if (maildrop.size() != before) {
      throw new Finding("all messages still in the Maildir", maildrop.size() + " of " + before);
    }
  }

  @Case(
      id = "mail.pipelining-behind-pass",
      verifies = {"POP3-PIPE-02", "QMAIL-05"},
      needs = {STLS, LOGIN},
      fix = "Announce PIPELINING only if no command is lost behind PASS.")
  void pipeliningIsAnnouncedOnlyWhereItWorks(
      Client client, Backend backend, Account account, Maildrop maildrop, Judge judge) {
    backend.play(maildrop.script());
    client.secured();
    MultiLine capa = client.capa();
    client.send(
        "USER " + account.name() + "\r\nPASS " + account.password() + "\r\nSTAT\r\nQUIT\r\n");
    client.reply().ok();
    client.reply().ok();
    if (capa.has("PIPELINING")) {
      client.reply().mustBeOk("+OK to STAT, pipelined as announced");
      client.reply().mustBeOk("+OK to QUIT, pipelined as announced");
    }
    judge.observed("PIPELINING " + (capa.has("PIPELINING") ? "announced" : "not announced"));
  }

  private static final String SCAN_LISTING = "[0-9]+ [0-9]+( .*)?";

  @Case(
      id = "mail.scan-listing",
      verifies = "POP3-BASE-18",
      needs = {STLS, LOGIN},
      fix = "Write numbers in STAT and LIST as decimal digits with one blank between.")
  void statAndListHaveTheirFixedForm(Client client, Account account) {
    client.secured().login(account);
    Reply stat = client.command("STAT");
    if (!stat.text().matches("\\+OK " + SCAN_LISTING)) {
      throw new Finding("+OK, the number of messages and their octets", stat.seen());
    }
    MultiLine list = client.list("LIST").mustBeComplete("a scan listing");
    if (!list.lines().stream().allMatch(line -> line.matches(SCAN_LISTING))) {
      throw new Finding("a message number and its octets in each line", list.seen());
    }
    if (!stat.text().startsWith("+OK " + list.lines().size() + " ")) {
      throw new Finding("as many messages in STAT as in LIST", stat.seen() + ", " + list.seen());
    }
  }

  @Case(
      id = "mail.unique-ids",
      verifies = "POP3-BASE-19",
      needs = {STLS, LOGIN},
      fix =
          "Give a message the same unique-id in each session, 1 to 70 printable octets without a blank.")
  void uniqueIdsAreTheSameInTheNextSession(Client first, Client second, Account account) {
    List<String> before = uniqueIds(first, account);
    List<String> behind = uniqueIds(second, account);
    if (!before.equals(behind)) {
      throw new Finding("the unique-ids " + before, behind.toString());
    }
  }

  private static List<String> uniqueIds(Client client, Account account) {
    client.secured().login(account);
    MultiLine list = client.list("UIDL");
    client.command("QUIT");
    if (list.status().negative()) {
      throw new NotApplicable("UIDL is not known: " + list.seen());
    }
    if (!list.lines().stream().allMatch(line -> line.matches("[0-9]+ [!-~]{1,70}"))) {
      throw new Finding("a message number and a unique-id in each line", list.seen());
    }
    return list.lines();
  }
}
