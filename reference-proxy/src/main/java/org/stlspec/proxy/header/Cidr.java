package org.stlspec.proxy.header;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A block of addresses, written {@code 192.0.2.0/24} or {@code 2001:db8::/32}; an address alone is
 * a block of one.
 */
public final class Cidr {
  private final byte[] network;
  private final int bits;

  private Cidr(byte[] network, int bits) {
    this.network = network;
    this.bits = bits;
  }

  /**
   * Reads blocks between commas.
   *
   * @throws IllegalArgumentException with a message of one line that quotes the wrong one
   */
  public static List<Cidr> parseAll(String text) {
    return Stream.of(text.split(",", -1)).map(Cidr::parse).toList();
  }

  /**
   * Reads one block. Bits behind the prefix have to be 0, for such a block is rather mistyped.
   *
   * @throws IllegalArgumentException with a message of one line that quotes it
   */
  public static Cidr parse(String text) {
    String[] parts = text.split("/", 2);
    byte[] network = address(parts[0]).orElseThrow(() -> notABlock(text));
    int bits = parts.length == 1 ? 8 * network.length : bits(parts[1], text);
    if (bits > 8 * network.length) throw notABlock(text);
    for (int bit = bits; bit < 8 * network.length; bit++) {
      if (set(network, bit)) throw notABlock(text);
    }
    return new Cidr(network, bits);
  }

  /** IPv4 inside IPv6 would match nobody: such a client counts as IPv4. */
  private static Optional<byte[]> address(String text) {
    return AddressText.ipv4(text)
        .or(
            () ->
                AddressText.ipv6(text).filter(v6 -> Octets.address(v6).getAddress().length == 16));
  }

  private static int bits(String digits, String text) {
    if (AddressText.decimal(digits) && digits.length() <= 3) return Integer.parseInt(digits);
    throw notABlock(text);
  }

  private static boolean set(byte[] octets, int bit) {
    return (octets[bit / 8] & 0x80 >> bit % 8) != 0;
  }

  private static IllegalArgumentException notABlock(String text) {
    return new IllegalArgumentException("not a block of addresses (CIDR): '" + text + "'");
  }

  /** Whether an address belongs to it. */
  public boolean contains(InetAddress address) {
    byte[] octets = address.getAddress();
    if (octets.length != network.length) return false;
    for (int bit = 0; bit < bits; bit++) {
      if (set(octets, bit) != set(network, bit)) return false;
    }
    return true;
  }

  @Override
  public String toString() {
    return AddressText.written(network) + "/" + bits;
  }
}
