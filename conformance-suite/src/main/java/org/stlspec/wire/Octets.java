package org.stlspec.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;

/** A run of octets. Text stands for octets one to one (ISO 8859-1); it prints with C escapes. */
public final class Octets {
  public static final Octets NONE = new Octets(new byte[0]);

  private final byte[] octets;

  private Octets(byte[] octets) {
    this.octets = octets;
  }

  /** The octets with the values of these characters, each 0 to 255. */
  public static Octets of(String latin1) {
    return new Octets(latin1.getBytes(ISO_8859_1));
  }

  public static Octets of(byte[] octets) {
    return new Octets(octets.clone());
  }

  /** The octets of a text with C escapes: {@code \r \n \t \0 \\ \xHH}. The inverse of toString. */
  public static Octets unescape(String escaped) {
    var plain = new StringBuilder();
    for (int i = 0; i < escaped.length(); i++) {
      char c = escaped.charAt(i);
      if (c > 0xff) {
        throw new IllegalArgumentException("'" + c + "' is not one octet in: " + escaped);
      } else if (c != '\\') {
        plain.append(c);
      } else if (++i == escaped.length()) {
        throw new IllegalArgumentException("a lone backslash at the end of: " + escaped);
      } else if (escaped.charAt(i) == 'x') {
        plain.append(hexadecimal(escaped, i + 1));
        i += 2;
      } else {
        plain.append(named(escaped.charAt(i), escaped));
      }
    }
    return of(plain.toString());
  }

  private static char hexadecimal(String escaped, int at) {
    String digits = escaped.substring(at, Math.min(at + 2, escaped.length()));
    if (!digits.matches("[0-9A-Fa-f]{2}")) {
      throw new IllegalArgumentException("\\x needs two hexadecimal digits in: " + escaped);
    }
    return (char) Integer.parseInt(digits, 16);
  }

  private static char named(char name, String escaped) {
    return switch (name) {
      case 'r' -> '\r';
      case 'n' -> '\n';
      case 't' -> '\t';
      case '0' -> '\0';
      case '\\' -> '\\';
      default -> throw new IllegalArgumentException("unknown escape \\" + name + " in: " + escaped);
    };
  }

  public int length() {
    return octets.length;
  }

  public boolean isEmpty() {
    return octets.length == 0;
  }

  /** The value of one octet, 0 to 255. */
  public int at(int index) {
    return octets[index] & 0xff;
  }

  public byte[] bytes() {
    return octets.clone();
  }

  public Octets plus(Octets more) {
    byte[] both = Arrays.copyOf(octets, octets.length + more.octets.length);
    System.arraycopy(more.octets, 0, both, octets.length, more.octets.length);
    return new Octets(both);
  }

  public Octets part(int from, int to) {
    return new Octets(Arrays.copyOfRange(octets, from, to));
  }

  public boolean startsWith(Octets prefix) {
    return length() >= prefix.length() && part(0, prefix.length()).equals(prefix);
  }

  /** As text, one character an octet. */
  public String latin1() {
    return new String(octets, ISO_8859_1);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Octets that && Arrays.equals(octets, that.octets);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(octets);
  }

  /** As {@link #toString}, but of a long run only the beginning and the end, so many octets. */
  public String brief(int most) {
    int half = most / 2;
    return length() <= most ? toString() : part(0, half) + "…" + part(length() - half, length());
  }

  /** With C escapes, so that every octet is visible and none disturbs a terminal. */
  @Override
  public String toString() {
    var escaped = new StringBuilder(octets.length + 8);
    for (byte octet : octets) {
      escape(escaped, octet & 0xff);
    }
    return escaped.toString();
  }

  private static void escape(StringBuilder to, int octet) {
    switch (octet) {
      case '\r' -> to.append("\\r");
      case '\n' -> to.append("\\n");
      case '\t' -> to.append("\\t");
      case '\\' -> to.append("\\\\");
      default -> {
        if (octet >= 0x20 && octet < 0x7f) {
          to.append((char) octet);
        } else {
          to.append("\\x").append(hex(octet >> 4)).append(hex(octet & 15));
        }
      }
    }
  }

  private static char hex(int digit) {
    return Character.forDigit(digit, 16);
  }
}
