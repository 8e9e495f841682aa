package org.stlspec.qmail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The fake chain says what the real programs said, octet for octet. */
class TranscriptsTest {

  private static final List<String> RUN = new ArrayList<>();

  @TempDir Path maildir;

  static List<Dialogue> dialogues() {
    return Recording.dialogues();
  }

  @ParameterizedTest
  @MethodSource("dialogues")
  void saysWhatTheRealProgramsSaid(Dialogue dialogue) throws IOException {
    RUN.add(dialogue.name());
    SampleMaildir.into(maildir);
    try (var qmail = FakeQmail.listen(Loopback.any(), "pop.lab.test", maildir, accounts())) {
      dialogue.replay(qmail.address());
    }
  }

  @AfterAll
  static void noDialogueIsLeftOut() {
    List<String> headings =
        Recording.text().lines().filter(l -> l.startsWith("## ")).map(l -> l.substring(3)).toList();
    assertEquals(headings, RUN);
    assertEquals(16, RUN.size());
  }

  @Test
  void everyLineOfTheFileBelongsToADialogue() {
    long recorded = Recording.text().lines().filter(l -> l.matches("[CS]: .*")).count();
    assertEquals(recorded, dialogues().stream().mapToLong(d -> d.lines().size()).sum());
  }

  /** The dialogue with the most replies, against a server that gets one octet wrong. */
  @Test
  void noticesOneWrongOctet() throws IOException {
    int total = counted(Change.NONE, -1);
    for (int at : new int[] {0, 100, total / 2, total - 1}) {
      assertThrows(AssertionError.class, () -> counted(Change.FLIPPED, at), () -> "octet " + at);
    }
  }

  @Test
  void noticesOneOctetTooMany() throws IOException {
    int total = counted(Change.NONE, -1);
    for (int at : new int[] {0, 100, total / 2, total - 1}) {
      assertThrows(AssertionError.class, () -> counted(Change.DOUBLED, at), () -> "octet " + at);
    }
  }

  /** Replays the first dialogue against a changed server and says how many octets it sent. */
  private int counted(Change change, int at) throws IOException {
    Path fresh = SampleMaildir.into(maildir.resolve(change + "." + at));
    var altered = new Altered(FakeQmail.chain("pop.lab.test", fresh, accounts()), change, at);
    try (var server = TcpServer.listen(Loopback.any(), altered)) {
      dialogues().get(0).replay(server.address());
    }
    return altered.sent();
  }

  private enum Change {
    NONE,
    FLIPPED,
    DOUBLED
  }

  /** Changes the octet at one offset of all that a program sends. */
  private static final class Altered implements Program {

    private final Program program;
    private final Change change;
    private final int at;
    private volatile int sent;

    Altered(Program program, Change change, int at) {
      this.program = program;
      this.change = change;
      this.at = at;
    }

    int sent() {
      return sent;
    }

    @Override
    public void serve(Connection connection) throws IOException {
      program.serve(new Delegating(connection));
    }

    private byte[] altered(byte[] octets, int index) {
      if (index < 0 || index >= octets.length || change == Change.NONE) {
        return octets;
      }
      int extra = change == Change.DOUBLED ? 1 : 0;
      byte[] altered = new byte[octets.length + extra];
      System.arraycopy(octets, 0, altered, 0, index + 1);
      System.arraycopy(octets, index, altered, index + extra, octets.length - index);
      altered[index] ^= (byte) (1 - extra);
      return altered;
    }

    private final class Delegating extends ForwardingConnection {

      Delegating(Connection real) {
        super(() -> real);
      }

      @Override
      public void write(byte[] octets) throws IOException {
        int before = sent;
        sent = before + octets.length;
        super.write(altered(octets, at - before));
      }
    }
  }

  private static Map<String, String> accounts() {
    return Map.of("alice", "wonderland");
  }
}
