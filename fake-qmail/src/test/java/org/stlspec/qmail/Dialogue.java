package org.stlspec.qmail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** A recorded dialogue, replayed octet for octet. */
public record Dialogue(String name, List<Line> lines) {

  /** Process number and time vary, nothing else does. */
  private static final String GREETING = "\\+OK <\\d+\\.\\d+@pop\\.lab\\.test>\r\n";

  /** What one side did. */
  public record Line(boolean fromClient, String text) {}

  /** Reads the recorded form: a heading, then {@code C:} and {@code S:} lines with C escapes. */
  static List<Dialogue> parse(String recording) {
    var dialogues = new ArrayList<Dialogue>();
    for (String line : recording.lines().toList()) {
      if (line.startsWith("## ")) {
        dialogues.add(new Dialogue(line.substring(3), new ArrayList<>()));
      } else if (line.startsWith("C: ") || line.startsWith("S: ")) {
        dialogues
            .get(dialogues.size() - 1)
            .lines()
            .add(new Line(line.startsWith("C"), line.substring(3)));
      } else if (!line.isEmpty() && !line.startsWith("#")) {
        throw new IllegalArgumentException(line);
      }
    }
    return List.copyOf(dialogues);
  }

  /**
   * Plays the client. Replies are read to their last octet and no further, so whatever a server
   * says too much is found in the place of the next reply, or of the end.
   */
  public void replay(InetSocketAddress server) throws IOException {
    assertEquals("<EOF>", lines.get(lines.size() - 1).text(), "a dialogue is known to its end");
    try (var client = new Client(server)) {
      assertGreeting(client.readLine());
      for (Line line : lines.subList(1, lines.size())) {
        play(line, client);
      }
    }
  }

  private static void assertGreeting(String greeting) {
    assertTrue(greeting.matches(GREETING), () -> "greeting: " + greeting);
  }

  private static void play(Line line, Client client) throws IOException {
    switch (line.text()) {
      case "<EOF>" -> client.expectEnd();
      case "<FIN>" -> client.finish();
      default -> {
        if (line.fromClient()) {
          client.send(unescape(line.text()));
        } else {
          client.expect(unescape(line.text()));
        }
      }
    }
  }

  private static String unescape(String text) {
    return text.replace("\\r", "\r").replace("\\n", "\n").replace("\\x00", "\0");
  }

  @Override
  public String toString() {
    return name;
  }
}
