package org.stlspec.proxy.header;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Addresses as 4 or 16 octets. */
public final class Octets {
  private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};

  private Octets() {}

  /** IPv4 inside IPv6 (RFC 4291 section 2.5.5.2) becomes IPv4. */
  static InetAddress address(byte[] octets) {
    try {
      return InetAddress.getByAddress(octets);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("neither 4 nor 16 octets", e);
    }
  }

  /**
   * An address as the same client would have on a socket of its own family: a socket for both
   * families shows IPv4 clients inside IPv6. Zones go; they mean nothing on other hosts.
   */
  public static InetSocketAddress plain(InetSocketAddress address) {
    return new InetSocketAddress(address(address.getAddress().getAddress()), address.getPort());
  }

  /** The octets of an address, those of IPv4 inside IPv6 where the family is to be IPv6. */
  static byte[] of(InetAddress address, boolean ipv4) {
    byte[] octets = address.getAddress();
    if (ipv4 || octets.length == 16) return octets;
    byte[] mapped = Arrays.copyOf(MAPPED, 16);
    System.arraycopy(octets, 0, mapped, MAPPED.length, octets.length);
    return mapped;
  }
}
