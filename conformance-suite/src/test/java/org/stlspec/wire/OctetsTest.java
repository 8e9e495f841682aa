package org.stlspec.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OctetsTest {

  private static Octets everyOctet() {
    byte[] all = new byte[256];
    for (int value = 0; value < all.length; value++) {
      all[value] = (byte) value;
    }
    return Octets.of(all);
  }

  @Test
  void unescapingUndoesEscapingForEveryOctet() {
    Octets all = everyOctet();
    for (int value = 0; value < all.length(); value++) {
      Octets one = all.part(value, value + 1);
      assertEquals(one, Octets.unescape(one.toString()));
      assertEquals(value, one.at(0));
    }
    assertEquals(all, Octets.unescape(all.toString()));
  }

  @Test
  void escapedTextIsPrintableAscii() {
    assertTrue(everyOctet().toString().chars().allMatch(c -> c >= ' ' && c < 0x7f));
  }

  @ParameterizedTest
  @CsvSource({
    "\\r,13",
    "\\n,10",
    "\\t,9",
    "\\0,0",
    "\\\\,92",
    "\\x7f,127",
    "\\xFF,255",
    "\\xa0,160"
  })
  void escapesStandForOneOctet(String escaped, int value) {
    assertEquals(Octets.of(new byte[] {(byte) value}), Octets.unescape(escaped));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a\\", "\\q", "\\x", "\\x4", "\\xzz", "\\x+1", "\\x-1", "\\X41", "\u20ac"})
  void aBadEscapeIsToldInOneLineThatShowsIt(String text) {
    var refused = assertThrows(IllegalArgumentException.class, () -> Octets.unescape(text));
    assertEquals(1, refused.getMessage().lines().count());
    assertTrue(refused.getMessage().contains(text), refused.getMessage());
  }

  @Test
  void textStandsForOctetsOneToOne() {
    assertEquals(everyOctet(), Octets.of(everyOctet().latin1()));
  }

  @Test
  void whatIsHandedOutOrInIsACopy() {
    byte[] given = {1, 2, 3};
    Octets octets = Octets.of(given);
    given[0] = 9;
    octets.bytes()[1] = 9;
    assertEquals(Octets.of(new byte[] {1, 2, 3}), octets);
  }

  @Test
  void aPrefixIsNoLongerThanTheWhole() {
    assertTrue(Octets.of("+OK").startsWith(Octets.of("+OK")));
    assertTrue(Octets.of("+OK").startsWith(Octets.NONE));
    assertFalse(Octets.of("+O").startsWith(Octets.of("+OK")));
    assertFalse(Octets.of("-OK").startsWith(Octets.of("+OK")));
  }

  @Test
  void partsJoinedAreTheWhole() {
    Octets whole = Octets.of("STLS\r\n");
    assertEquals(whole, whole.part(0, 2).plus(whole.part(2, 6)));
    assertEquals(whole.hashCode(), Octets.of("STLS\r\n").hashCode());
    assertNotEquals(whole, Octets.of("STLS\n"));
  }
}
