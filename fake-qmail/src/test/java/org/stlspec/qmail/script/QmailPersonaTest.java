package org.stlspec.qmail.script;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stlspec.qmail.Apop;
import org.stlspec.qmail.Client;
import org.stlspec.qmail.Dialogue;
import org.stlspec.qmail.Recording;

/** The scripted qmail says what the real one said, but for the loss of what follows PASS. */
class QmailPersonaTest extends BackendTest {

  private static final String LOSS = "commands pipelined behind PASS in one segment are lost";

  static List<Dialogue> dialogues() {
    return Recording.dialogues().stream().filter(d -> !d.name().equals(LOSS)).toList();
  }

  @ParameterizedTest
  @MethodSource("dialogues")
  void saysWhatTheRealProgramsSaid(Dialogue dialogue) throws IOException {
    backend.play(Script.qmail());
    dialogue.replay(backend.address());
  }

  @Test
  void onlyTheLossIsLeftOut() {
    assertEquals(Recording.dialogues().size() - 1, dialogues().size());
  }

  @Test
  void losesNothingBehindPass() throws IOException {
    try (Client client = play(Script.qmail())) {
      client.send("USER alice\r\nPASS wonderland\r\nSTAT\r\nQUIT\r\n");
      client.expect("+OK \r\n+OK \r\n+OK 3 8681\r\n+OK \r\n");
      client.expectEnd();
    }
  }

  @Test
  void apopWithTheRightDigestLogsIn() throws IOException {
    backend.play(Script.qmail().account("bob", "secret"));
    try (var client = new Client(backend.address())) {
      String timestamp = client.readLine().substring(4).strip();
      client.ask("APOP bob " + Apop.digest(timestamp, "secret") + "\r\n", "+OK \r\n");
      client.ask("TOP 1\r\n", "+OK \r\nFrom: bob@lab.test\r\n");
    }
  }

  @Test
  void servesOtherMessages() throws IOException {
    Script script = Script.qmail().messages(octets("A: b\r\n\r\none\r\n.\r\n"), octets("x"));
    try (Client client = play(script.on("X", Act.login()))) {
      client.ask("X\r\nSTAT\r\n", "+OK 2 13\r\n");
      client.ask("RETR 1 1\r\n", "+OK \r\nA: b\r\n\r\none\r\n\r\n.\r\n");
      client.ask("RETR 1\r\n", "+OK \r\nA: b\r\n\r\none\r\n..\r\n\r\n.\r\n");
      client.ask("RETR 2\r\n", "+OK \r\nx\r\n\r\n.\r\n");
      client.ask("DELE 2\r\nLAST\r\n", "+OK \r\n+OK 2\r\n");
    }
  }
}
