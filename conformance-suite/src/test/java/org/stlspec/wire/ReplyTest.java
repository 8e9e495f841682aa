package org.stlspec.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stlspec.verdict.Finding;
import org.stlspec.verdict.Inconclusive;

class ReplyTest {
  private static final End SILENCE = End.silence(Duration.ofMillis(200));

  private static Reply line(String escaped) {
    return new Reply("'NOOP\\r\\n'", Octets.unescape(escaped), Optional.empty());
  }

  private static Reply cut(String escaped, End end) {
    return new Reply("'NOOP\\r\\n'", Octets.unescape(escaped), Optional.of(end));
  }

  @ParameterizedTest
  @CsvSource({
    "+OK\\r\\n, true, false, false",
    "+OK done\\r\\n, true, false, false",
    "+OK\\n, true, false, false",
    "+OKAY\\r\\n, false, false, false",
    "+OK\\tx\\r\\n, false, false, false",
    "+ok\\r\\n, false, false, false",
    "-ERR\\r\\n, false, true, false",
    "-ERR [AUTH] no\\r\\n, false, true, false",
    "-ERROR\\r\\n, false, false, false",
    "-err no\\r\\n, false, false, false",
    "+\\r\\n, false, false, true",
    "+ \\r\\n, false, false, true",
    "+ dGV4dA==\\r\\n, false, false, true",
    "+dGV4dA==\\r\\n, false, false, false",
    "\\x20+OK\\r\\n, false, false, false",
    "\\n, false, false, false"
  })
  void aStatusIndicatorIsWholeOrItIsNone(
      String escaped, boolean positive, boolean negative, boolean challenge) {
    Reply reply = line(escaped);
    assertEquals(positive, reply.positive());
    assertEquals(negative, reply.negative());
    assertEquals(positive || negative, reply.answered());
    assertEquals(challenge, reply.challenge());
  }

  @ParameterizedTest
  @ValueSource(strings = {"+OK", "-ERR", "+", "+OK don", ""})
  void aLineThatDidNotEndIsNoAnswer(String escaped) {
    Reply reply = cut(escaped, End.FIN);
    assertFalse(reply.answered() || reply.challenge());
    assertTrue(reply.left());
  }

  @Test
  void silenceIsNotLeaving() {
    assertFalse(cut("", SILENCE).left());
    assertEquals("nothing for 200 ms", cut("", SILENCE).seen());
  }

  @Test
  void textIsTheLineWithoutItsEnd() {
    assertEquals("+OK \u00e9\r", line("+OK \\xe9\\r\\r\\n").text());
    assertEquals("+OK", line("+OK\\n").text());
    assertEquals("+O", cut("+O", End.RESET).text());
  }

  @Test
  void seenTellsOctetsAndEnd() {
    assertEquals("'+OK\\r\\n'", line("+OK\\r\\n").seen());
    assertEquals("connection reset", cut("", End.RESET).seen());
    assertEquals("'+O' and then connection closed", cut("+O", End.FIN).seen());
    assertTrue(line("x".repeat(5000) + "\\r\\n").seen().length() < 200);
  }

  @Test
  void onTheWayAWrongReplyIsInconclusive() {
    Reply ok = line("+OK\\r\\n");
    assertSame(ok, ok.ok());
    assertInconclusive(ok::err);
    Reply err = line("-ERR no\\r\\n");
    assertSame(err, err.err());
    assertInconclusive(err::ok);
    assertInconclusive(cut("+OK", End.FIN)::ok);
  }

  private static void assertInconclusive(Executable step) {
    var thrown = assertThrows(Inconclusive.class, step);
    assertTrue(thrown.getMessage().contains("'NOOP\\r\\n'"), thrown.getMessage());
  }

  @Test
  void atThePointAWrongReplyIsAFinding() {
    Reply ok = line("+OK\\r\\n");
    assertSame(ok, ok.mustBeOk("+OK").mustBeAnswer("any").mustBe("+OK\r\n", "exactly that"));
    assertFinding(() -> ok.mustBeErr("-ERR"));
    assertFinding(() -> ok.mustBe("+OK \r\n", "a blank"));
    assertFinding(() -> line("-ERR\\r\\n").mustBeOk("+OK"));
    assertFinding(() -> line("?\\r\\n").mustBeAnswer("an answer"));
    assertFinding(() -> cut("+OK\\r\\n", End.FIN).mustBe("+OK\r\n", "a whole line"));
  }

  private static void assertFinding(Executable step) {
    var finding = assertThrows(Finding.class, step);
    assertFalse(finding.expected().isEmpty());
    assertTrue(finding.observed().contains("'NOOP\\r\\n'"), finding.observed());
  }
}
