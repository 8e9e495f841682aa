package org.stlspec.proxy.header;

import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Version 1: one line of text (PROXY protocol section 2.1). */
final class TextHeader {
  static final byte[] SIGNATURE = "PROXY ".getBytes(StandardCharsets.US_ASCII);

  /** UNKNOWN with two IPv6 addresses of 39 octets and two ports of five, CRLF included. */
  private static final int LONGEST = 107;

  private TextHeader() {}

  static Optional<ProxyHeader> read(ByteBuf octets) throws NotAHeader {
    int start = octets.readerIndex();
    int searched = Math.min(octets.readableBytes(), LONGEST);
    int end = octets.indexOf(start, start + searched, (byte) '\n');
    if (end < 0 && searched == LONGEST) throw new NotAHeader("a line without end");
    if (end < 0) return Optional.empty();
    if (octets.getByte(end - 1) != '\r') throw new NotAHeader("a line without CR");
    String line = octets.toString(start, end - 1 - start, StandardCharsets.ISO_8859_1);
    return Optional.of(new ProxyHeader(end + 1 - start, route(line)));
  }

  /** Whatever comes behind UNKNOWN is to be ignored. */
  private static Optional<Route> route(String line) throws NotAHeader {
    if (line.equals("PROXY UNKNOWN") || line.startsWith("PROXY UNKNOWN ")) return Optional.empty();
    String[] words = line.split(" ", -1);
    if (words.length != 6) throw new NotAHeader("not six words");
    var from = endpoint(words[1], words[2], words[4]);
    return Optional.of(new Route(from, endpoint(words[1], words[3], words[5])));
  }

  private static InetSocketAddress endpoint(String family, String address, String port)
      throws NotAHeader {
    Optional<byte[]> octets =
        switch (family) {
          case "TCP4" -> AddressText.ipv4(address);
          case "TCP6" -> AddressText.ipv6(address);
          default -> throw new NotAHeader("an unknown family");
        };
    if (octets.isEmpty()) throw new NotAHeader("not an address of its family");
    return new InetSocketAddress(Octets.address(octets.get()), port(port));
  }

  private static int port(String text) throws NotAHeader {
    if (AddressText.decimal(text) && text.length() <= 5 && Integer.parseInt(text) <= 65535) {
      return Integer.parseInt(text);
    }
    throw new NotAHeader("not a port");
  }

  static byte[] write(Optional<Route> route) {
    String line = "PROXY " + route.map(TextHeader::written).orElse("UNKNOWN") + "\r\n";
    return line.getBytes(StandardCharsets.US_ASCII);
  }

  private static String written(Route route) {
    InetSocketAddress from = route.from();
    InetSocketAddress to = route.to();
    boolean ipv4 = route.ipv4();
    return String.join(
        " ",
        ipv4 ? "TCP4" : "TCP6",
        AddressText.written(Octets.of(from.getAddress(), ipv4)),
        AddressText.written(Octets.of(to.getAddress(), ipv4)),
        String.valueOf(from.getPort()),
        String.valueOf(to.getPort()));
  }
}
