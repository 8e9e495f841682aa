package org.stlspec.load.maildrop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class MailServerTest {
  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private static String dialogue(MailServer server, String commands) throws IOException {
    try (var client = new Socket(server.address().getAddress(), server.address().getPort())) {
      client.getOutputStream().write(commands.getBytes(StandardCharsets.US_ASCII));
      return new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  /** Every size, so that no last line is too short to have an end. */
  @Test
  void messagesHaveTheSizeAskedFor() {
    for (int size = Maildrop.SMALLEST; size < 2000; size++) {
      String body = new String(Message.of(7, size).body(), StandardCharsets.US_ASCII);
      assertTrue(body.endsWith("\r\n.\r\n"));
      String message = body.substring(0, body.length() - 3).replace("\r\n..", "\r\n.");
      assertEquals(size, message.length());
      for (String line : message.split("\r\n", -1)) {
        assertTrue(line.length() <= 78 && line.indexOf('\r') < 0 && line.indexOf('\n') < 0, line);
      }
    }
  }

  @Test
  void wholeDialogue() throws Exception {
    Maildrop maildrop = Maildrop.of(List.of(200, 1000));
    try (var server = MailServer.start(ANY_PORT, maildrop, 1)) {
      String said =
          dialogue(
              server,
              "CAPA\r\nuser a\r\nPASS b\r\nSTAT\r\nLIST\r\nLIST 2\r\nLIST 3\r\nUIDL\r\nUIDL 1\r\nRETR 2\r\nRETR 3\r\nDELE 1\r\nQUIT\r\n");
      String message = new String(maildrop.message(2).body(), StandardCharsets.US_ASCII);
      assertEquals(
          "+OK stlspec-load ready\r\n+OK capabilities\r\nUSER\r\nUIDL\r\nPIPELINING\r\n.\r\n"
              + "+OK\r\n+OK\r\n+OK 2 1200\r\n+OK\r\n1 200\r\n2 1000\r\n.\r\n"
              + "+OK 2 1000\r\n-ERR\r\n"
              + "+OK\r\n1 message-1\r\n2 message-2\r\n.\r\n+OK 1 message-1\r\n+OK 1000 octets\r\n"
              + message
              + "-ERR\r\n-ERR\r\n+OK\r\n",
          said);
    }
  }

  @Test
  void noopWithAnArgumentIsAnsweredByAsManyOctets() throws Exception {
    try (var server = MailServer.start(ANY_PORT, Maildrop.of(List.of(200)), 1)) {
      for (int length : List.of("NOOP x\r\n".length(), 64, 512)) {
        String line = "NOOP " + "x".repeat(length - 7) + "\r\n";
        String said = dialogue(server, line + "QUIT\r\n");
        String around = "+OK stlspec-load ready\r\n+OK\r\n";
        assertEquals(length, said.length() - around.length(), said);
      }
    }
  }

  @Test
  void aLineWithoutEndEndsTheSession() throws Exception {
    try (var server = MailServer.start(ANY_PORT, Maildrop.of(List.of(200)), 1)) {
      assertEquals("+OK stlspec-load ready\r\n", dialogue(server, "x".repeat(513)));
    }
  }

  @Test
  void aPortInUse() throws Exception {
    Maildrop maildrop = Maildrop.of(List.of(200));
    try (var first = MailServer.start(ANY_PORT, maildrop, 1)) {
      var thrown =
          assertThrows(
              IOException.class, () -> MailServer.start(first.address(), maildrop, 1).close());
      assertTrue(thrown.getMessage().startsWith("cannot serve the maildrop at "));
    }
  }
}
