package org.stlspec.fault;

import java.io.EOFException;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a client comes from and what it connected to, as the PROXY protocol tells; IPv4 only. */
record Origin(InetSocketAddress from, InetSocketAddress to) {
  static final byte[] SIGNATURE = "\r\n\r\n\0\r\nQUIT\n".getBytes(StandardCharsets.US_ASCII);

  private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
  private static final String ADDRESS = "(" + OCTET + "(?:\\." + OCTET + "){3})";
  private static final String PORT =
      "(0|[1-9]\\d{0,3}|[1-5]\\d{4}|6[0-4]\\d{3}|65[0-4]\\d{2}|655[0-2]\\d|6553[0-5])";
  private static final Pattern TEXT =
      Pattern.compile("PROXY TCP4 " + ADDRESS + " " + ADDRESS + " " + PORT + " " + PORT + "\r\n");
  private static final Pattern UNKNOWN = Pattern.compile("PROXY UNKNOWN( [^\r\n]*)?\r\n");
  private static final int LONGEST_TEXT = 107;
  private static final int FIXED = 16;
  private static final int IPV4 = 12;
  private static final int LOCAL = 0x20;
  private static final int PROXY = 0x21;
  private static final int TCP4 = 0x11;

  static Origin of(Socket socket) {
    return new Origin(
        (InetSocketAddress) socket.getRemoteSocketAddress(),
        (InetSocketAddress) socket.getLocalSocketAddress());
  }

  /** Reads a header of either version, whole, and nothing behind it. */
  static Origin read(Leg client) throws IOException {
    return switch (client.peek()) {
      case 'P' -> text(client.line().orElseThrow(EOFException::new).whole(), client);
      case '\r' -> binary(client);
      default -> throw new EOFException("no PROXY header");
    };
  }

  private static Origin text(String line, Leg client) throws IOException {
    Matcher told = TEXT.matcher(line);
    if (line.length() <= LONGEST_TEXT && told.matches()) {
      return new Origin(
          address(told.group(1), told.group(3)), address(told.group(2), told.group(4)));
    } else if (line.length() <= LONGEST_TEXT && UNKNOWN.matcher(line).matches()) {
      return of(client.socket());
    }
    throw new EOFException("a broken PROXY header");
  }

  private static InetSocketAddress address(String host, String port) throws IOException {
    return new InetSocketAddress(InetAddress.getByName(host), Integer.parseInt(port));
  }

  private static Origin binary(Leg client) throws IOException {
    ByteBuffer fixed = ByteBuffer.wrap(client.exactly(FIXED));
    byte[] signature = new byte[SIGNATURE.length];
    fixed.get(signature);
    int command = fixed.get();
    int family = fixed.get();
    ByteBuffer rest = ByteBuffer.wrap(client.exactly(fixed.getShort() & 0xffff));
    if (!Arrays.equals(signature, SIGNATURE) || (command != LOCAL && command != PROXY)) {
      throw new EOFException("a broken PROXY header");
    }
    return command == PROXY && family == TCP4 ? told(rest) : of(client.socket());
  }

  private static Origin told(ByteBuffer rest) throws IOException {
    if (rest.remaining() < IPV4) {
      throw new EOFException("a PROXY header without addresses");
    }
    byte[] from = new byte[4];
    byte[] to = new byte[4];
    rest.get(from).get(to);
    return new Origin(
        new InetSocketAddress(InetAddress.getByAddress(from), rest.getShort() & 0xffff),
        new InetSocketAddress(InetAddress.getByAddress(to), rest.getShort() & 0xffff));
  }

  byte[] text() {
    String line =
        String.format(
            "PROXY TCP4 %s %s %d %d\r\n",
            from.getAddress().getHostAddress(),
            to.getAddress().getHostAddress(),
            from.getPort(),
            to.getPort());
    return line.getBytes(StandardCharsets.US_ASCII);
  }

  byte[] binary(byte... more) {
    return ByteBuffer.allocate(FIXED + IPV4 + more.length)
        .put(SIGNATURE)
        .put((byte) PROXY)
        .put((byte) TCP4)
        .putShort((short) (IPV4 + more.length))
        .put(((Inet4Address) from.getAddress()).getAddress())
        .put(((Inet4Address) to.getAddress()).getAddress())
        .putShort((short) from.getPort())
        .putShort((short) to.getPort())
        .put(more)
        .array();
  }
}
