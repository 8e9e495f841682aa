package org.stlspec.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.stlspec.wire.Transcript.Entry;
import org.stlspec.wire.Transcript.From;
import org.stlspec.wire.Transcript.Leg;

class TranscriptTest {
  private final Transcript transcript = new Transcript();

  private void clientSends(int count) {
    transcript.octets(Leg.CLIENT, From.CLIENT, false, Octets.of("x".repeat(count)));
  }

  private void targetSends(boolean tls, String text) {
    transcript.octets(Leg.CLIENT, From.TARGET, tls, Octets.of(text));
  }

  @Test
  void entriesAreInTheOrderOfTimeWhateverOrderTheyWereAddedIn() {
    long now = System.nanoTime();
    for (long later : new long[] {3, 1, 2}) {
      transcript.add(
          now + later * 1_000_000, Leg.BACKEND, From.BACKEND, false, Octets.NONE, "" + later);
    }
    assertEquals(List.of("1", "2", "3"), notes());
  }

  @Test
  void whatWasBeforeTheCaseIsAtItsBeginning() {
    transcript.add(
        System.nanoTime() - 5_000_000_000L, Leg.BACKEND, From.TARGET, false, Octets.NONE, "early");
    assertEquals(0, transcript.entries().get(0).micros());
  }

  @Test
  void aShortStretchIsKeptWhole() {
    clientSends(Transcript.KEPT);
    assertEquals(List.of(""), notes());
    assertEquals(Transcript.KEPT, kept());
  }

  @Test
  void oneLongWriteIsCutAndSaysSo() {
    clientSends(Transcript.KEPT + 1);
    assertEquals(List.of("not shown in full: " + (Transcript.KEPT + 1) + " octets"), notes());
    assertEquals(Transcript.KEPT, kept());
  }

  @Test
  void aLongStreamOfChunksIsCutAndCountsAll() {
    for (int chunk = 0; chunk < 1000; chunk++) {
      clientSends(1000);
    }
    List<Entry> entries = transcript.entries();
    assertEquals("not shown in full: 1000000 octets", entries.get(entries.size() - 1).note());
    assertTrue(kept() <= 2L * Transcript.KEPT, kept() + " octets kept");
    assertTrue(entries.size() < 10, entries.size() + " entries");
  }

  @Test
  void anAnswerEndsAStretch() {
    for (int turn = 0; turn < 3; turn++) {
      clientSends(3000);
      targetSends(false, "+OK\r\n");
    }
    assertEquals(3 * 3000 + 3 * 5, kept());
    assertTrue(notes().stream().allMatch(String::isEmpty));
  }

  @Test
  void tlsBeginsAStretchOfItsOwn() {
    targetSends(false, "x".repeat(Transcript.KEPT));
    targetSends(true, "y".repeat(Transcript.KEPT));
    assertEquals(List.of("", ""), notes());
    assertEquals(List.of(false, true), transcript.entries().stream().map(Entry::tls).toList());
  }

  @Test
  void aNoteIsAnEntryWithoutOctets() {
    transcript.note(Leg.BACKEND, From.TARGET, "FIN");
    assertEquals(List.of("FIN"), notes());
    assertTrue(transcript.entries().get(0).octets().isEmpty());
  }

  private List<String> notes() {
    return transcript.entries().stream().map(Entry::note).toList();
  }

  private long kept() {
    return transcript.entries().stream().mapToLong(entry -> entry.octets().length()).sum();
  }
}
