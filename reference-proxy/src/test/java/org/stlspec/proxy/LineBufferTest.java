package org.stlspec.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineBufferTest {
  private static final String INPUT = "NOOP\r\nCAPA\n\nSTLS\r\n\u0016\u0003\u0001rest";

  private static ByteBuf octets(String text) {
    return ByteBufAllocator.DEFAULT.buffer().writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static LineBuffer buffer(int longest) {
    return new LineBuffer(ByteBufAllocator.DEFAULT, longest);
  }

  private static String text(ByteBuf octets) {
    String text = octets.toString(StandardCharsets.ISO_8859_1);
    octets.release();
    return text;
  }

  private static void takeLines(LineBuffer buffer, List<String> lines) {
    for (var line = buffer.next(); line.isPresent(); line = buffer.next()) {
      lines.add(text(line.get().octets()));
    }
  }

  @Test
  void everySplitGivesTheSameLinesAndTheSameRest() {
    for (int first = 0; first <= INPUT.length(); first++) {
      for (int second = first; second <= INPUT.length(); second++) {
        LineBuffer buffer = buffer(100);
        List<String> lines = new ArrayList<>();
        buffer.add(octets(INPUT.substring(0, first)));
        takeLines(buffer, lines);
        buffer.add(octets(INPUT.substring(first, second)));
        takeLines(buffer, lines);
        buffer.add(octets(INPUT.substring(second)));
        takeLines(buffer, lines);
        assertEquals(List.of("NOOP\r\n", "CAPA\n", "\n", "STLS\r\n"), lines);
        assertEquals("\u0016\u0003\u0001rest", text(buffer.takeRest()));
        assertTrue(buffer.isEmpty());
      }
    }
  }

  @Test
  void aLineOfTheGreatestLengthPassesAndOneOctetMoreDoesNot() {
    LineBuffer buffer = buffer(6);
    buffer.add(octets("NOOP\r\nNOOPS\r\nSTLS\r\n"));
    assertFalse(buffer.overlong());
    assertEquals("NOOP\r\n", text(buffer.next().orElseThrow().octets()));
    assertTrue(buffer.overlong());
    assertTrue(buffer.next().isEmpty(), "the tail of a long line is no line");
    buffer.drop();
  }

  @Test
  void aLineIsStillThereWhenItsLengthWasLookedAt() {
    LineBuffer buffer = buffer(100);
    buffer.add(octets("\nNOOP\nCAPA\r\n"));
    for (String line : List.of("\n", "NOOP\n", "CAPA\r\n")) {
      assertFalse(buffer.overlong());
      assertEquals(line, text(buffer.next().orElseThrow().octets()));
    }
  }

  @Test
  void whatWasReadToItsEndIsGivenBack() {
    LineBuffer buffer = buffer(100);
    ByteBuf arrived = octets("NOOP\r\n");
    buffer.add(arrived);
    buffer.next().orElseThrow().drop();
    assertEquals(0, arrived.refCnt());
  }

  @Test
  void aLineIsTooLongBeforeItsEndIsSeen() {
    LineBuffer buffer = buffer(6);
    buffer.add(octets("ABCDEF"));
    assertFalse(buffer.overlong());
    buffer.add(octets("G"));
    assertTrue(buffer.overlong());
    assertTrue(buffer.full());
    buffer.drop();
  }
}
