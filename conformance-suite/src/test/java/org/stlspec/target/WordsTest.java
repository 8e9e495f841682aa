package org.stlspec.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {
  @Test
  void blanksSeparateAndQuotesHoldTogether() {
    assertEquals(List.of("a", "b", "c"), Words.of("  a b\tc "));
    assertEquals(List.of("sh", "-c", "echo \"x y\"; exit"), Words.of("sh -c 'echo \"x y\"; exit'"));
    assertEquals(List.of("a b", "it's", ""), Words.of("a' 'b \"it's\" ''"));
    assertEquals(List.of("$HOME", "*", "a\\b"), Words.of("$HOME * a\\b"));
    assertEquals(List.of("$1", "\\2"), Words.of("'$1' \"\\2\""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a 'b", "a \"b", "'", "a 'b' \"c'", "", "   "})
  void whatIsNoCommandLineIsToldInOneLine(String line) {
    var refused = assertThrows(IllegalArgumentException.class, () -> Words.of(line));
    assertEquals(1, refused.getMessage().lines().count());
  }

  @Test
  void aLongWordIsAWord() {
    String word = "/a/long/class/path.jar:".repeat(10_000);
    assertEquals(List.of("java", "-cp", word), Words.of("java -cp " + word));
    assertTrue(Words.of("'" + word + "'").contains(word));
  }
}
