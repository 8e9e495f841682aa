package org.stlspec.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandTest {

  private static Line line(String octets) {
    return new Line(Unpooled.copiedBuffer(octets, java.nio.charset.StandardCharsets.ISO_8859_1));
  }

  private static Command command(String octets) {
    return Command.of(line(octets));
  }

  @ParameterizedTest
  @ValueSource(strings = {"STLS\r\n", "stls\n", "StLs \t\r\n", "  STLS\r\n"})
  void stlsIsAWholeKeyword(String octets) {
    assertEquals(new Command("STLS", ""), command(octets));
  }

  @Test
  void aKeywordIsOfTheKindsItBelongsTo() {
    assertTrue(command("stls\r\n").stls());
    assertTrue(command("apop a b\r\n").login());
    assertFalse(command("APOPX a b\r\n").login());
    assertTrue(command("noop\r\n").neutral());
    assertFalse(command("NOOPX\r\n").neutral());
    assertTrue(command("get / HTTP/1.1\r\n").http());
    assertFalse(command("RETR 1\r\n").http());
  }

  @ParameterizedTest
  @ValueSource(strings = {"STLSX\r\n", "STL\r\n", "S TLS\r\n", "\r\n", "\n", " \r\n"})
  void nothingElseIsStls(String octets) {
    assertFalse(command(octets).stls());
  }

  @Test
  void anArgumentIsAnythingBehindBlanks() {
    assertTrue(command("STLS x\r\n").argument());
    assertTrue(command("STLS\tx\n").argument());
    assertFalse(command("AUTH  \r\n").argument());
  }

  @Test
  void externalIsForbiddenAsAMechanismOnly() {
    assertTrue(command("auth\texternal =\r\n").forbidden());
    assertFalse(command("AUTH PLAIN EXTERNAL\r\n").forbidden());
    assertFalse(command("USER EXTERNAL\r\n").forbidden());
  }

  @Test
  void onlyTheseRepliesAreLists() {
    assertTrue(command("CAPA\r\n").listed());
    assertTrue(command("capa x\r\n").listed());
    assertTrue(command("AUTH\r\n").listed());
    assertTrue(command("LANG\r\n").listed());
    assertFalse(command("AUTH PLAIN\r\n").listed());
    assertFalse(command("LANG de\r\n").listed());
    assertFalse(command("RETR 1\r\n").listed());
  }

  @Test
  void onlyTheseCompleteALogin() {
    assertTrue(command("pass secret\r\n").completesLogin());
    assertTrue(command("APOP a b\r\n").completesLogin());
    assertTrue(command("AUTH PLAIN\r\n").completesLogin());
    assertFalse(command("AUTH\r\n").completesLogin());
    assertFalse(command("USER a\r\n").completesLogin());
  }

  @ParameterizedTest
  @ValueSource(strings = {"NO\0OP\r\n", "NOOP\rSTLS\r\n", "NOOP\r\r\n", "\0\n"})
  void linesThatPeersSplitDifferentlyAreAmbiguous(String octets) {
    assertTrue(line(octets).ambiguous());
  }

  @ParameterizedTest
  @ValueSource(strings = {"NOOP\r\n", "NOOP\n", "\r\n", "\n", "caf\u00e9\u0001\u00ff\r\n"})
  void otherLinesAreNot(String octets) {
    assertFalse(line(octets).ambiguous());
  }

  @Test
  void statusIndicatorsAreWholeTokens() {
    assertTrue(line("+OK\r\n").positive());
    assertTrue(line("+ok x\n").positive());
    assertFalse(line("+OKAY\r\n").positive());
    assertFalse(line(" +OK\r\n").positive());
    assertFalse(line("+ OK\r\n").positive());
    assertTrue(line("-ERR [IN-USE] x\r\n").negative());
    assertFalse(line("-ERROR\r\n").negative());
  }

  @Test
  void challengesAreAPlusAlone() {
    assertTrue(line("+ AAAA\r\n").challenge());
    assertTrue(line("+\r\n").challenge());
    assertTrue(line("+ \n").challenge());
    assertFalse(line("+OK\r\n").challenge());
    assertFalse(line("-\r\n").challenge());
  }
}
