package org.stlspec.qmail;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the recorded dialogues do not show of qmail-pop3d. */
class Pop3dTest extends ChainTest {

  private static final Map<String, String> ACCOUNTS = Map.of("alice", "wonderland");

  @Test
  void aMissingMaildirIsToldAndIsTheEnd() throws IOException {
    try (Client client = Client.greeted(serve(directory.resolve("nowhere")))) {
      client.ask("USER alice\r\n", "+OK \r\n");
      client.ask("PASS wonderland\r\n", "-ERR this user has no $HOME/Maildir\r\n");
      client.expectEnd();
    }
  }

  @Test
  void aMaildirWithoutItsFoldersCannotBeScanned() throws IOException {
    Files.createDirectories(directory.resolve("new"));
    try (Client client = Client.greeted(serve(directory))) {
      client.ask("USER alice\r\n", "+OK \r\n");
      client.ask("PASS wonderland\r\n", "-ERR unable to scan $HOME/Maildir\r\n");
      client.expectEnd();
    }
  }

  @Test
  void refusesToRunAsRoot() throws IOException {
    var pop3d = new Pop3d(maildir("a\n"), 0, Popup.IDLE_LIMIT);
    var popup = new Popup("pop.lab.test", new CheckPassword(ACCOUNTS, pop3d));
    try (Client client = Client.greeted(serve(popup))) {
      client.ask("USER alice\r\n", "+OK \r\n");
      client.ask("PASS wonderland\r\n", "-ERR authorization failed\r\n");
      client.expectEnd();
    }
    assertEquals(List.of("qmail-pop3d invoked as uid 0, terminating"), diagnostics);
  }

  @Test
  void leavesWithoutAWordWhenIdle() throws IOException {
    var pop3d = new Pop3d(maildir("a\n"), 1000, SHORT);
    var popup = new Popup("pop.lab.test", new CheckPassword(ACCOUNTS, pop3d));
    try (Client client = Client.loggedIn(serve(popup))) {
      client.expectEnd();
    }
    assertEquals(List.of(), diagnostics);
  }

  @Test
  void anEmptyMaildropHasNoMessages() throws IOException {
    try (Client client = Client.loggedIn(serve(maildir()))) {
      client.ask("STAT\r\n", "+OK 0 0\r\n");
      client.ask("LIST\r\n", "+OK \r\n.\r\n");
      client.ask("RETR 1\r\n", "-ERR not that many messages\r\n");
    }
  }

  @Test
  void messagesEndAsTheirFilesDo() throws IOException {
    try (Client client = Client.loggedIn(serve(maildir("", "\n", ".", "A: b\r\n")))) {
      client.ask("STAT\r\n", "+OK 4 8\r\n");
      client.ask("RETR 1\r\n", "+OK \r\n\r\n.\r\n");
      client.ask("RETR 2\r\n", "+OK \r\n\r\n\r\n.\r\n");
      client.ask("RETR 3\r\n", "+OK \r\n..\r\n\r\n.\r\n");
      client.ask("RETR 4\r\n", "+OK \r\nA: b\r\r\n\r\n.\r\n");
    }
  }

  @Test
  void retrTakesALineCountAndTopNeedsNone() throws IOException {
    try (Client client = Client.loggedIn(serve(maildir("A: b\n\none\ntwo\n\nthree\n")))) {
      client.ask("RETR 1 1\r\n", "+OK \r\nA: b\r\n\r\none\r\n\r\n.\r\n");
      client.ask("TOP 1   3x\r\n", "+OK \r\nA: b\r\n\r\none\r\ntwo\r\n\r\n\r\n.\r\n");
      String whole = "+OK \r\nA: b\r\n\r\none\r\ntwo\r\n\r\nthree\r\n\r\n.\r\n";
      client.ask("TOP 1 x\r\n", whole);
      client.ask("TOP 1 99\r\n", whole);
      // One more than the highest count is none at all.
      client.ask("TOP 1 18446744073709551615\r\n", whole);
    }
  }

  @Test
  void numbersStopAtTheFirstOtherCharacter() throws IOException {
    try (Client client = Client.loggedIn(serve(maildir("a\n", "b\n")))) {
      client.ask("LIST 2x\r\n", "+OK 2 2\r\n");
      client.ask("LIST 0x2\r\n", "-ERR messages are counted from 1\r\n");
      client.ask("LIST -1\r\n", "-ERR syntax error\r\n");
      client.ask("LIST 4294967297\r\n", "-ERR not that many messages\r\n");
      client.ask("LIST 18446744073709551615\r\n", "-ERR not that many messages\r\n");
      client.ask("LIST 18446744073709551617\r\n", "+OK 1 2\r\n");
    }
  }

  @Test
  void lastIsTheHighestDeletedMessage() throws IOException {
    try (Client client = Client.loggedIn(serve(maildir("a\n", "b\n", "c\n")))) {
      client.ask("RETR 3\r\n", "+OK \r\nc\r\n\r\n.\r\n");
      client.ask("LAST\r\n", "+OK 0\r\n");
      client.ask("DELE 2\r\n", "+OK \r\n");
      client.ask("DELE 1\r\n", "+OK \r\n");
      client.ask("LAST\r\n", "+OK 2\r\n");
      client.ask("DELE 2\r\n", "-ERR already deleted\r\n");
      client.ask("UIDL\r\n", "+OK \r\n3 1003.x\r\n.\r\n");
      client.ask("RSET\r\n", "+OK \r\n");
      client.ask("LAST\r\n", "+OK 0\r\n");
    }
  }

  @Test
  void aMessageThatVanishedCannotBeOpened() throws IOException {
    Path maildir = maildir("a\n", "b\n");
    try (Client client = Client.loggedIn(serve(maildir))) {
      Files.delete(maildir.resolve("new/1001.x"));
      client.ask("RETR 1\r\n", "-ERR unable to open that message\r\n");
      client.ask("LIST 1\r\n", "+OK 1 2\r\n");
      client.ask("RETR 2\r\n", "+OK \r\nb\r\n\r\n.\r\n");
    }
  }

  @Test
  void everyFailedRemovalIsToldBeforeTheReplyToQuit() throws IOException {
    Path maildir = maildir("a\n", "b\n", "c\n");
    try (Client client = Client.loggedIn(serve(maildir))) {
      client.ask("DELE 1\r\nDELE 2\r\nDELE 3\r\n", "+OK \r\n+OK \r\n+OK \r\n");
      Files.delete(maildir.resolve("new/1001.x"));
      Files.delete(maildir.resolve("new/1003.x"));
      String failed = "-ERR unable to unlink all deleted messages\r\n";
      client.ask("QUIT\r\n", failed + failed + "+OK \r\n");
      client.expectEnd();
    }
    assertEquals(List.of(), files(maildir));
  }

  @Test
  void quitDeletesAndMovesTheRest() throws IOException {
    Path maildir = maildir("a\n", "b\n");
    Files.writeString(maildir.resolve("cur/1000.x:2,S"), "old\n");
    age(maildir.resolve("cur/1000.x:2,S"), 1000);
    try (Client client = Client.loggedIn(serve(maildir))) {
      client.ask("UIDL\r\n", "+OK \r\n1 1000.x\r\n2 1001.x\r\n3 1002.x\r\n.\r\n");
      client.ask("DELE 2\r\nQUIT\r\n", "+OK \r\n+OK \r\n");
      client.expectEnd();
    }
    assertEquals(List.of("cur/1000.x:2,S", "cur/1002.x:2,"), files(maildir));
  }

  @Test
  void nothingIsDeletedWithoutQuit() throws Exception {
    for (String end : List.of("", "QUI", "QUIT", "QUIT\r")) {
      Path maildir = maildir("a\n", "b\n");
      try (Client client = Client.loggedIn(serve(maildir))) {
        client.ask("DELE 1\r\n", "+OK \r\n");
        client.send(end);
        client.finish();
        client.expectEnd();
      }
      assertEquals(List.of("new/1001.x", "new/1002.x"), files(maildir));
    }
  }

  @Test
  void nothingIsDeletedWhenTheClientResets() throws Exception {
    Path maildir = maildir("a\n", "b\n");
    Client client = Client.loggedIn(serve(maildir));
    client.ask("DELE 1\r\n", "+OK \r\n");
    client.reset();
    awaitServed();
    assertEquals(List.of("new/1001.x", "new/1002.x"), files(maildir));
  }

  @Test
  void twoSessionsHaveOneMaildropButDeletionsOfTheirOwn() throws IOException {
    var server = serve(maildir("a\n", "b\n"));
    try (Client one = Client.loggedIn(server);
        Client two = Client.loggedIn(server)) {
      one.ask("DELE 1\r\n", "+OK \r\n");
      two.ask("RETR 1\r\n", "+OK \r\na\r\n\r\n.\r\n");
      one.ask("QUIT\r\n", "+OK \r\n");
      one.expectEnd();
      two.ask("STAT\r\n", "+OK 2 4\r\n");
      two.ask("RETR 1\r\n", "-ERR unable to open that message\r\n");
    }
  }
}
