package org.stlspec.qmail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What the recorded dialogues do not show of qmail-popup. */
class PopupTest extends ChainTest {

  private static final Child REFUSES = (input, network) -> Child.REFUSED;

  @Test
  void theChildGetsNamePasswordAndTheGreetingsTimestamp() throws IOException {
    var seen = new AtomicReference<byte[]>();
    Child child =
        (input, network) -> {
          seen.set(input);
          network.write(new byte[] {'h', 'i'});
          return Child.SUCCESS;
        };
    try (var client = new Client(serve(new Popup("pop.lab.test", child)))) {
      String timestamp = client.readLine().substring(4).strip();
      client.ask("USER al\u00efce\r\n", "+OK \r\n");
      client.ask("PASS  two words \r\n", "hi");
      client.expectEnd();
      assertEquals(
          "al\u00efce\0two words \0" + timestamp + "\0",
          new String(seen.get(), StandardCharsets.ISO_8859_1));
    }
  }

  @Test
  void ofApopTheDigestStandsInThePlaceOfThePassword() throws IOException {
    var seen = new AtomicReference<byte[]>();
    Child child =
        (input, network) -> {
          seen.set(input);
          return Child.REFUSED;
        };
    try (var client = new Client(serve(new Popup("pop.lab.test", child)))) {
      String timestamp = client.readLine().substring(4).strip();
      client.ask("APOP  alice  two words\r\n", "-ERR authorization failed\r\n");
      assertEquals(
          "alice\0 two words\0" + timestamp + "\0",
          new String(seen.get(), StandardCharsets.ISO_8859_1));
    }
  }

  @Test
  void anyExitStatusButZeroIsAFailedLogin() throws IOException {
    for (int status : new int[] {Child.REFUSED, Child.MISUSED, Child.TEMPORARY}) {
      var popup = new Popup("pop.lab.test", (input, network) -> status);
      try (Client client = Client.greeted(serve(popup))) {
        client.ask("USER alice\r\n", "+OK \r\n");
        client.ask("PASS x\r\n", "-ERR authorization failed\r\n");
        client.expectEnd();
      }
    }
  }

  @Test
  void aCrashOfTheChildIsToldAndIsTheEnd() throws IOException {
    Child crashes =
        (input, network) -> {
          throw new IllegalStateException("segmentation fault");
        };
    try (Client client = Client.greeted(serve(new Popup("pop.lab.test", crashes)))) {
      client.ask("USER alice\r\n", "+OK \r\n");
      client.ask("PASS x\r\n", "-ERR aack, child crashed\r\n");
      client.expectEnd();
    }
    assertEquals(1, diagnostics.size());
  }

  @Test
  void passWithoutAPasswordKeepsTheUser() throws IOException {
    try (Client client = Client.greeted(serve(new Popup("pop.lab.test", REFUSES)))) {
      client.ask("PASS\r\n", "-ERR USER first\r\n");
      client.ask("USER alice\r\n", "+OK \r\n");
      client.ask("PASS\r\n", "-ERR syntax error\r\n");
      client.ask("USER\r\n", "-ERR syntax error\r\n");
      client.ask("STAT\r\n", "-ERR authorization first\r\n");
      client.ask("PASS x\r\n", "-ERR authorization failed\r\n");
    }
  }

  @Test
  void onlyTheFirst128OctetsOfASegmentAreReadAhead() throws IOException {
    String blanks = " ".repeat(128 - "USER alice\r\nPASS wonderland\r\n".length());
    String segment = "USER " + blanks + "alice\r\nPASS wonderland\r\nSTAT\r\nQUIT\r\n";
    try (Client client = Client.greeted(serve(SampleMaildir.into(directory)))) {
      client.ask(segment, "+OK \r\n+OK \r\n+OK 3 8681\r\n+OK \r\n");
      client.expectEnd();
    }
  }

  @Test
  void aLineWithoutEndIsNoCommand() throws IOException {
    try (Client client = Client.greeted(serve(new Popup("pop.lab.test", REFUSES)))) {
      client.send("QUIT");
      client.finish();
      client.expectEnd();
    }
  }

  @Test
  void aLineMayBeLong() throws IOException {
    try (Client client = Client.greeted(serve(new Popup("pop.lab.test", REFUSES)))) {
      client.ask("NOOP " + "x".repeat(500_000) + "\r\n", "+OK \r\n");
      client.ask("USER " + "x".repeat(500_000) + "\r\n", "+OK \r\n");
      client.ask("PASS x\r\n", "-ERR authorization failed\r\n");
    }
  }

  @Test
  void aLineOfMoreThanAMebibyteEndsTheConnection() throws Exception {
    try (Client client = Client.greeted(serve(new Popup("pop.lab.test", REFUSES)))) {
      client.send("x".repeat(1 << 20));
      assertThrows(
          SocketException.class,
          () -> {
            while (true) {
              client.send("x".repeat(1 << 16));
            }
          });
      awaitServed();
    }
  }

  @Test
  void leavesWithoutAWordWhenIdle() throws IOException {
    try (Client client = Client.greeted(serve(new Popup("pop.lab.test", REFUSES, SHORT)))) {
      client.expectEnd();
    }
    assertEquals(20, Popup.IDLE_LIMIT.toMinutes());
  }

  @Test
  void everyGreetingIsUnique() throws IOException {
    var server = serve(new Popup("pop.lab.test", REFUSES));
    try (var one = new Client(server);
        var two = new Client(server)) {
      assertFalse(one.readLine().equals(two.readLine()));
    }
  }

  @Test
  void apopWithTheRightDigestLogsIn() throws IOException {
    try (var client = new Client(serve(SampleMaildir.into(directory)))) {
      String timestamp = client.readLine().substring(4).strip();
      String digest = Apop.digest(timestamp, "wonderland");
      assertTrue(digest.matches("[0-9a-f]{32}"));
      client.ask("APOP alice " + digest + "\r\n", "+OK \r\n");
      client.ask("STAT\r\n", "+OK 3 8681\r\n");
    }
  }

  @Test
  void aNameTooLongForCheckpasswordIsRefused() throws IOException {
    try (Client client = Client.greeted(serve(SampleMaildir.into(directory)))) {
      client.ask("USER " + "a".repeat(600) + "\r\n", "+OK \r\n");
      client.ask("PASS wonderland\r\n", "-ERR authorization failed\r\n");
      client.expectEnd();
    }
    assertEquals(0, diagnostics.size());
  }
}
