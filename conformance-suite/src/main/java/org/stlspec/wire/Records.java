package org.stlspec.wire;

import java.util.ArrayList;
import java.util.List;

/** TLS records as octets on the wire (RFC 8446 section 5.1), to be cut and altered by hand. */
public final class Records {
  public static final int CHANGE_CIPHER_SPEC = 20;
  public static final int ALERT = 21;
  public static final int HANDSHAKE = 22;
  public static final int APPLICATION_DATA = 23;

  static final int HEADER = 5;
  private static final int TLS_1_2 = 0x0303;

  private Records() {}

  /** One record that says it is TLS 1.2, as those of TLS 1.3 do. */
  public static Octets record(int type, Octets content) {
    return record(type, TLS_1_2, content);
  }

  /**
   * One record.
   *
   * @param version such as 0x0303, whatever it means
   */
  public static Octets record(int type, int version, Octets content) {
    return uint(type, 1).plus(uint(version, 2)).plus(vector(2, content));
  }

  /** A number in so many octets, the most significant first. */
  static Octets uint(int value, int octets) {
    byte[] number = new byte[octets];
    for (int i = 0; i < octets; i++) {
      number[i] = (byte) (value >> (8 * (octets - 1 - i)));
    }
    return Octets.of(number);
  }

  /** Octets behind their length, which takes so many octets itself. */
  static Octets vector(int lengthOctets, Octets content) {
    return uint(content.length(), lengthOctets).plus(content);
  }

  static int uint(Octets from, int at, int octets) {
    int value = 0;
    for (int i = 0; i < octets; i++) {
      value = (value << 8) | from.at(at + i);
    }
    return value;
  }

  /** The records of a flight, each with its header; what is no whole record comes last. */
  public static List<Octets> of(Octets flight) {
    List<Octets> records = new ArrayList<>();
    int at = 0;
    while (at + HEADER <= flight.length()) {
      int end = Math.min(flight.length(), at + HEADER + uint(flight, at + 3, 2));
      records.add(flight.part(at, end));
      at = end;
    }
    return records;
  }

  /** Whether a record is of this content type. */
  public static boolean is(int type, Octets record) {
    return record.at(0) == type;
  }

  /** Whether a flight begins with a ClientHello. */
  public static boolean isClientHello(Octets flight) {
    return is(HANDSHAKE, flight) && flight.at(HEADER) == ClientHello.TYPE;
  }

  /** The same handshake messages in records of one octet each; other records as they were. */
  public static Octets ofOneOctet(Octets flight) {
    Octets cut = Octets.NONE;
    boolean encrypted = false;
    for (Octets record : of(flight)) {
      encrypted |= is(CHANGE_CIPHER_SPEC, record);
      cut = cut.plus(is(HANDSHAKE, record) && !encrypted ? octetwise(record) : record);
    }
    return cut;
  }

  private static Octets octetwise(Octets record) {
    Octets all = Octets.NONE;
    for (int i = HEADER; i < record.length(); i++) {
      all = all.plus(record(HANDSHAKE, uint(record, 1, 2), record.part(i, i + 1)));
    }
    return all;
  }

  /** The same with the last octet inverted: nothing encrypted survives that. */
  public static Octets spoiled(Octets flight) {
    byte[] octets = flight.bytes();
    octets[octets.length - 1] ^= (byte) 0xff;
    return Octets.of(octets);
  }
}
