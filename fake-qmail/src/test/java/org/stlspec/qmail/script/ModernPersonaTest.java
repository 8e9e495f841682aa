package org.stlspec.qmail.script;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.stlspec.qmail.Apop;
import org.stlspec.qmail.Client;

class ModernPersonaTest extends BackendTest {

  private static final String RIGHT = plain("\0alice\0wonderland");
  private static final String FAILED = "-ERR [AUTH] wrong name or password\r\n";

  @Test
  void everyGreetingHasATimestampOfItsOwn() throws IOException {
    try (var one = new Client(backend.address());
        var two = new Client(backend.address())) {
      String greeting = one.readLine();
      assertTrue(greeting.matches("\\+OK stlspec-backend ready <[^<> @]+@[^<> @]+>\r\n"), greeting);
      assertNotEquals(greeting, two.readLine());
    }
  }

  @Test
  void listsItsCapabilitiesInBothStates() throws IOException {
    String capabilities =
        """
        +OK capabilities
        TOP
        UIDL
        USER
        SASL PLAIN
        RESP-CODES
        AUTH-RESP-CODE
        PIPELINING
        IMPLEMENTATION stlspec-backend
        .
        """
            .replace("\n", "\r\n");
    try (Client client = play(Script.modern())) {
      client.ask("CAPA\r\n", capabilities);
      logIn(client);
      client.ask("capa\r\n", capabilities);
    }
    try (Client client = play(Script.modern().capabilities("USER", "X-ODD a b"))) {
      client.ask("CAPA\r\n", "+OK capabilities\r\nUSER\r\nX-ODD a b\r\n.\r\n");
    }
  }

  @Test
  void authorizationGoesOnBehindAFailedLogin() throws IOException {
    try (Client client = play(Script.modern())) {
      client.ask("PASS wonderland\r\n", "-ERR USER first\r\n");
      client.ask("USER\r\n", "-ERR USER needs a name\r\n");
      client.ask("USER alice\r\nPASS nope\r\n", "+OK password, please\r\n" + FAILED);
      client.ask("PASS wonderland\r\n", "-ERR USER first\r\n");
      client.ask("USER bob\r\nPASS wonderland\r\n", "+OK password, please\r\n" + FAILED);
      logIn(client);
    }
  }

  @Test
  void knowsOtherAccounts() throws IOException {
    try (Client client = play(Script.modern().account("bob", "two words"))) {
      client.ask("USER bob\r\nPASS two words\r\n", "+OK password, please\r\n+OK logged in\r\n");
    }
    try (Client client = play(Script.modern().account("bob", "x"))) {
      logIn(client);
    }
  }

  @Test
  void apopNeedsTheDigestOfThisGreeting() throws IOException {
    try (var client = new Client(backend.address())) {
      String greeting = client.readLine();
      String timestamp = greeting.substring(greeting.indexOf('<'), greeting.indexOf('>') + 1);
      client.ask("APOP alice\r\n", "-ERR APOP needs a name and a digest\r\n");
      client.ask("APOP alice " + Apop.digest("<1@x>", "wonderland") + "\r\n", FAILED);
      client.ask("APOP bob " + Apop.digest(timestamp, "wonderland") + "\r\n", FAILED);
      client.ask(
          "APOP alice " + Apop.digest(timestamp, "wonderland") + "\r\n", "+OK logged in\r\n");
    }
  }

  @Test
  void authPlainWithAndWithoutInitialResponse() throws IOException {
    try (Client client = play(Script.modern())) {
      client.ask("AUTH PLAIN " + RIGHT + "\r\n", "+OK logged in\r\n");
    }
    try (Client client = play(Script.modern())) {
      client.ask("auth plain\r\n", "+ \r\n");
      client.ask(RIGHT + "\r\n", "+OK logged in\r\n");
      client.ask("NOOP\r\n", "+OK nothing done\r\n");
    }
  }

  @Test
  void authRefusesWhatIsNotRight() throws IOException {
    try (Client client = play(Script.modern())) {
      client.ask("AUTH\r\n", "-ERR unknown mechanism\r\n");
      client.ask("AUTH CRAM-MD5\r\n", "-ERR unknown mechanism\r\n");
      client.ask("AUTH PLAIN\r\n*\r\n", "+ \r\n-ERR cancelled\r\n");
      client.ask("AUTH PLAIN\r\nSTLS\r\n", "+ \r\n-ERR malformed response\r\n");
      client.ask("AUTH PLAIN\r\n!!\r\n", "+ \r\n-ERR not base64\r\n");
      client.ask("AUTH PLAIN " + plain("\0alice\0nope") + "\r\n", FAILED);
      client.ask("AUTH PLAIN =\r\n", "-ERR not base64\r\n");
      client.ask("NOOP\r\n", "-ERR log in first\r\n");
    }
  }

  @Test
  void refusesStlsAndTheUnknownInBothStates() throws IOException {
    try (Client client = play(Script.modern())) {
      client.ask("STLS\r\n", "-ERR STLS is not offered\r\n");
      client.ask("XYZZY\r\n", "-ERR unknown command\r\n");
      client.ask("\r\n", "-ERR unknown command\r\n");
      logIn(client);
      client.ask("STLS\r\n", "-ERR STLS is not for the TRANSACTION state\r\n");
      client.ask("USER alice\r\n", "-ERR unknown command\r\n");
    }
  }

  @Test
  void servesItsMessages() throws IOException {
    Script script =
        Script.modern().messages(octets("A: b\r\n\r\n.\r\n..x\r\nlast"), octets("C: d\r\n"));
    try (Client client = play(script)) {
      logIn(client);
      client.ask("STAT\r\n", "+OK 2 26\r\n");
      client.ask("LIST\r\n", "+OK listing\r\n1 20\r\n2 6\r\n.\r\n");
      client.ask("LIST 2\r\n", "+OK 2 6\r\n");
      client.ask("UIDL 1\r\n", "+OK 1 1000000001.M1P1.lab\r\n");
      client.ask("RETR 1\r\n", "+OK 20 octets\r\nA: b\r\n\r\n..\r\n...x\r\nlast\r\n.\r\n");
      client.ask("TOP 1 1\r\n", "+OK top\r\nA: b\r\n\r\n..\r\n.\r\n");
      client.ask("TOP 1 0\r\n", "+OK top\r\nA: b\r\n\r\n.\r\n");
      client.ask("TOP 1\r\n", "-ERR TOP needs a message and a number of lines\r\n");
      for (String command : List.of("RETR", "LIST 0", "UIDL 3", "DELE x", "TOP 1 x")) {
        client.ask(command + "\r\n", "-ERR no such message\r\n");
      }
    }
  }

  @Test
  void deletesForTheSessionOnly() throws IOException {
    try (Client client = play(Script.modern().messages(octets("a\r\n"), octets("b\r\n")))) {
      logIn(client);
      client.ask("DELE 1\r\n", "+OK deleted\r\n");
      client.ask("DELE 1\r\n", "-ERR no such message\r\n");
      client.ask("STAT\r\n", "+OK 1 3\r\n");
      client.ask("UIDL\r\n", "+OK listing\r\n2 1000000002.M2P2.lab\r\n.\r\n");
      client.ask("RSET\r\n", "+OK nothing is deleted\r\n");
      client.ask("DELE 1\r\nQUIT\r\n", "+OK deleted\r\n+OK bye\r\n");
      client.expectEnd();
    }
    try (Client client = Client.greeted(backend.address())) {
      logIn(client);
      client.ask("STAT\r\n", "+OK 2 6\r\n");
    }
  }

  @Test
  void staysOpenBehindThePeersFin() throws IOException {
    try (Client client = play(Script.modern())) {
      client.send("NOOP\r\nNOOP");
      client.finish();
      client.expect("-ERR log in first\r\n");
      assertTrue(session(1).awaitEnd(LIMIT).isPresent());
      session(1).send(octets("sentinel"));
      client.expect("sentinel");
    }
  }

  private static void logIn(Client client) throws IOException {
    client.ask("USER alice\r\n", "+OK password, please\r\n");
    client.ask("PASS wonderland\r\n", "+OK logged in\r\n");
  }

  private static String plain(String response) {
    return Base64.getEncoder().encodeToString(octets(response));
  }
}
