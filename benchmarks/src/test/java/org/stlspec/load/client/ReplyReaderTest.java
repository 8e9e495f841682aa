package org.stlspec.load.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stlspec.load.client.ReplyReader.State;
import org.stlspec.load.maildrop.Digest;

class ReplyReaderTest {
  private final ReplyReader reader = new ReplyReader();

  private static ByteBuf octets(String text) {
    return Unpooled.copiedBuffer(text.replace("|", "\r\n"), StandardCharsets.ISO_8859_1);
  }

  private State whole(boolean list, String text) {
    reader.await(list);
    return reader.read(octets(text));
  }

  @ParameterizedTest
  @CsvSource({
    "false, +OK|, POSITIVE",
    "false, +OK, MORE",
    "false, -ERR no|, NEGATIVE",
    "false, +OK|+OK|, MALFORMED",
    "false, 220 mail|, MALFORMED",
    "false, +|, MALFORMED",
    "true, -ERR|, NEGATIVE",
    "true, +OK|, MORE",
    "true, +OK|.|, POSITIVE",
    "true, +OK|a|.|, POSITIVE",
    "true, +OK|a.|, MORE",
    "true, +OK|..|, MORE",
    "true, +OK|a|..|.|, POSITIVE",
  })
  void reply(boolean list, String text, State state) {
    assertEquals(state, whole(list, text));
  }

  /** However it is cut, it ends at the same octet and has the same digest. */
  @Test
  void inTwoPieces() {
    String text = "+OK 5 octets|abc|..|.|";
    int length = octets(text).readableBytes();
    assertEquals(State.POSITIVE, whole(true, text));
    Digest digest = reader.digest();
    for (int cut = 1; cut < length; cut++) {
      reader.await(true);
      assertEquals(State.MORE, reader.read(octets(text).slice(0, cut)), "cut at " + cut);
      assertEquals(State.POSITIVE, reader.read(octets(text).slice(cut, length - cut)));
      assertEquals(digest, reader.digest());
    }
  }

  @Test
  void oneAfterTheOther() {
    assertEquals(State.POSITIVE, whole(true, "+OK|a|.|"));
    Digest first = reader.digest();
    assertEquals(State.POSITIVE, whole(false, "+OK|"));
    assertEquals(State.POSITIVE, whole(true, "+OK|b|.|"));
    assertEquals(first.octets(), reader.digest().octets());
    assertEquals(false, first.equals(reader.digest()));
  }

  @Test
  void aStatusLineWithoutEnd() {
    assertEquals(State.MALFORMED, whole(false, "+OK " + "x".repeat(2000)));
  }
}
