package org.stlspec.proxy.header;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Addresses as text, in the strict forms of the PROXY protocol (section 2.1). The parsers of
 * libraries also take leading zeros, brackets, zones and short forms.
 */
final class AddressText {
  private static final String MAPPED = "::ffff:";

  private AddressText() {}

  /** Four decimal numbers without leading zeros. */
  static Optional<byte[]> ipv4(String text) {
    String[] numbers = text.split("\\.", -1);
    if (numbers.length != 4) return Optional.empty();
    byte[] octets = new byte[4];
    for (int i = 0; i < 4; i++) {
      if (!decimal(numbers[i]) || numbers[i].length() > 3) return Optional.empty();
      int number = Integer.parseInt(numbers[i]);
      if (number > 255) return Optional.empty();
      octets[i] = (byte) number;
    }
    return Optional.of(octets);
  }

  /** Digits without a leading zero. */
  static boolean decimal(String text) {
    return text.matches("0|[1-9][0-9]*");
  }

  /**
   * Up to eight groups of up to four hexadecimal digits, one run of zeros left out. IPv4 inside
   * IPv6 may end in dotted form: the grammar has no word on it, but {@code inet_ntop} of a sender
   * that listens for both families writes it so.
   */
  static Optional<byte[]> ipv6(String text) {
    if (text.regionMatches(true, 0, MAPPED, 0, MAPPED.length()) && text.contains(".")) {
      return ipv4(text.substring(MAPPED.length()))
          .map(octets -> Octets.of(Octets.address(octets), false));
    }
    int gap = text.indexOf("::");
    if (gap < 0) return groups(text).filter(groups -> groups.size() == 8).map(AddressText::octets);
    Optional<List<Integer>> head = groups(text.substring(0, gap));
    Optional<List<Integer>> tail = groups(text.substring(gap + 2));
    return head.flatMap(before -> tail.flatMap(behind -> filled(before, behind)));
  }

  private static Optional<List<Integer>> groups(String text) {
    var groups = new ArrayList<Integer>();
    if (text.isEmpty()) return Optional.of(groups);
    for (String group : text.split(":", -1)) {
      if (!group.matches("[0-9A-Fa-f]{1,4}")) return Optional.empty();
      groups.add(Integer.parseInt(group, 16));
    }
    return Optional.of(groups);
  }

  private static Optional<byte[]> filled(List<Integer> head, List<Integer> tail) {
    var groups = new ArrayList<>(head);
    while (groups.size() + tail.size() < 8) groups.add(0);
    groups.addAll(tail);
    boolean gapStandsForSomething = head.size() + tail.size() < 8;
    return gapStandsForSomething ? Optional.of(octets(groups)) : Optional.empty();
  }

  private static byte[] octets(List<Integer> groups) {
    byte[] octets = new byte[16];
    for (int i = 0; i < 8; i++) {
      octets[2 * i] = (byte) (groups.get(i) >> 8);
      octets[2 * i + 1] = (byte) (int) groups.get(i);
    }
    return octets;
  }

  /** The plainest valid form; groups of zeros are written out. */
  static String written(byte[] octets) {
    var parts = new ArrayList<String>();
    if (octets.length == 4) {
      for (byte octet : octets) parts.add(String.valueOf(octet & 0xff));
      return String.join(".", parts);
    }
    for (int i = 0; i < 16; i += 2) {
      parts.add(Integer.toHexString((octets[i] & 0xff) << 8 | (octets[i + 1] & 0xff)));
    }
    return String.join(":", parts);
  }
}
