package org.stlspec.proxy.header;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Version 2: binary (PROXY protocol section 2.2). What stands behind the addresses (TLVs) is
 * skipped on the way in, and left out on the way out: nothing there could say that the session will
 * be inside TLS, since before STLS it is not.
 */
final class BinaryHeader {
  static final byte[] SIGNATURE = HexFormat.of().parseHex("0d0a0d0a000d0a515549540a");
  private static final int FIXED = 16;
  private static final int LOCAL = 0x20;
  private static final int PROXY = 0x21;
  private static final int TCP4 = 0x11;
  private static final int TCP6 = 0x21;

  private BinaryHeader() {}

  static Optional<ProxyHeader> read(ByteBuf octets) throws NotAHeader {
    int start = octets.readerIndex();
    int here = octets.readableBytes();
    if (here > SIGNATURE.length) check(octets.getUnsignedByte(start + SIGNATURE.length));
    if (here < FIXED) return Optional.empty();
    int rest = octets.getUnsignedShort(start + FIXED - 2);
    boolean local = octets.getUnsignedByte(start + SIGNATURE.length) == LOCAL;
    int family = octets.getUnsignedByte(start + SIGNATURE.length + 1);
    if (!local && rest < addressLength(family)) throw new NotAHeader("too short for its addresses");
    if (here < FIXED + rest) return Optional.empty();
    // The addresses of LOCAL are those of the connection itself, whatever stands here.
    Optional<Route> route = local ? Optional.empty() : route(octets, start + FIXED, family);
    return Optional.of(new ProxyHeader(FIXED + rest, route));
  }

  private static void check(int versionAndCommand) throws NotAHeader {
    if (versionAndCommand >> 4 != 2) throw new NotAHeader("an unknown version");
    if (versionAndCommand != LOCAL && versionAndCommand != PROXY) {
      throw new NotAHeader("an unknown command");
    }
  }

  /** Unspecified, then stream and datagram of IPv4, IPv6 and Unix; there are no others. */
  private static int addressLength(int family) throws NotAHeader {
    return switch (family) {
      case 0x00 -> 0;
      case TCP4, 0x12 -> 2 * (4 + 2);
      case TCP6, 0x22 -> 2 * (16 + 2);
      case 0x31, 0x32 -> 2 * 108;
      default -> throw new NotAHeader("an unknown family");
    };
  }

  /** A known family that is not TCP counts as unspecified, as the specification has it. */
  private static Optional<Route> route(ByteBuf octets, int at, int family) {
    return switch (family) {
      case TCP4 -> Optional.of(tcp(octets, at, 4));
      case TCP6 -> Optional.of(tcp(octets, at, 16));
      default -> Optional.empty();
    };
  }

  private static Route tcp(ByteBuf octets, int at, int length) {
    int ports = at + 2 * length;
    return new Route(
        endpoint(octets, at, length, ports), endpoint(octets, at + length, length, ports + 2));
  }

  private static InetSocketAddress endpoint(ByteBuf octets, int at, int length, int port) {
    byte[] address = ByteBufUtil.getBytes(octets, at, length);
    return new InetSocketAddress(Octets.address(address), octets.getUnsignedShort(port));
  }

  static byte[] write(Optional<Route> route) {
    byte[] addresses = route.map(BinaryHeader::addresses).orElse(new byte[0]);
    int family = route.map(known -> known.ipv4() ? TCP4 : TCP6).orElse(0);
    return ByteBuffer.allocate(FIXED + addresses.length)
        .put(SIGNATURE)
        .put((byte) PROXY)
        .put((byte) family)
        .putShort((short) addresses.length)
        .put(addresses)
        .array();
  }

  private static byte[] addresses(Route route) {
    byte[] from = Octets.of(route.from().getAddress(), route.ipv4());
    byte[] to = Octets.of(route.to().getAddress(), route.ipv4());
    return ByteBuffer.allocate(2 * (from.length + 2))
        .put(from)
        .put(to)
        .putShort((short) route.from().getPort())
        .putShort((short) route.to().getPort())
        .array();
  }
}
