package org.stlspec.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.stlspec.verdict.Finding;
import org.stlspec.verdict.Inconclusive;

class MultiLineReaderTest {
  private static final Reply STATUS = line("+OK list follows\r\n");
  private static final Duration AMPLE = Duration.ofMinutes(1);

  private static Reply line(String text) {
    return new Reply("'CAPA\\r\\n'", Octets.of(text), Optional.empty());
  }

  private static MultiLine read(Reply... lines) {
    var queue = new ArrayDeque<>(List.of(lines));
    return MultiLineReader.read(STATUS, queue::remove, Deadline.in(AMPLE));
  }

  @Test
  void theTerminationOctetEndsTheList() {
    MultiLine capa = read(line("USER\r\n"), line("SASL PLAIN\r\n"), line(".\r\n"));
    assertTrue(capa.complete());
    assertEquals(List.of("USER", "SASL PLAIN"), capa.lines());
    assertEquals(Octets.of("+OK list follows\r\nUSER\r\nSASL PLAIN\r\n.\r\n"), capa.octets());
  }

  @Test
  void byteStuffingIsUndoneOnceAndOnlyAtTheBeginning() {
    MultiLine mail = read(line("..\r\n"), line("...a\r\n"), line("a..\r\n"), line(".\r\n"));
    assertEquals(List.of(".", "..a", "a.."), mail.lines());
  }

  @Test
  void aDotWithABareLineFeedIsNoTermination() {
    assertEquals(List.of("", "a"), read(line(".\n"), line("a\r\n"), line(".\r\n")).lines());
  }

  @Test
  void whatIsCutShortIsNotCompleteAndSaysWhy() {
    var end = new Reply("'CAPA\\r\\n'", Octets.of("US"), Optional.of(End.FIN));
    MultiLine capa = read(line("TOP\r\n"), end);
    assertFalse(capa.complete());
    assertEquals(List.of("TOP"), capa.lines());
    assertEquals(Octets.of("+OK list follows\r\nTOP\r\nUS"), capa.octets());
    assertTrue(capa.seen().endsWith("and then connection closed"), capa.seen());
    assertThrows(Inconclusive.class, capa::ok);
    assertThrows(Finding.class, () -> capa.mustBeComplete("a list"));
  }

  @Test
  void linesWithoutEndMeetTheDeadline() {
    var deadline = Deadline.in(Duration.ofMillis(20));
    MultiLine endless = MultiLineReader.read(STATUS, () -> line("x\r\n"), deadline);
    assertFalse(endless.complete());
    assertTrue(endless.seen().endsWith("and no end of it"), endless.seen());
  }

  @Test
  void linesWithoutEndMeetABoundInOctetsToo() {
    Reply huge = line("x".repeat(1 << 20) + "\r\n");
    MultiLine endless = MultiLineReader.read(STATUS, () -> huge, Deadline.in(AMPLE));
    assertFalse(endless.complete());
    assertTrue(endless.seen().length() < 1000, "the report stays readable");
  }

  @Test
  void tagsAreCountedWhateverTheirCase() {
    MultiLine capa = read(line("stls\r\n"), line("STLS\r\n"), line("STLSX\r\n"), line(".\r\n"));
    assertEquals(2, capa.count("Stls"));
    assertTrue(capa.has("STLSX"));
    assertFalse(capa.has("USER"));
  }
}
