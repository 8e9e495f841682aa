package org.stlspec.proxy.header;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every rule of both grammars. */
class ProxyHeaderTest {
  private static final String SIGNATURE = "0d0a0d0a000d0a515549540a";
  private static final String V4 = "c0000201 c6336402 9c40 006e";
  private static final String V6 =
      "20010db8000000000000000000000001 20010db8000000000000000000000002 9c40 006e";
  private static final String ROUTE4 = "/192.0.2.1:40000 /198.51.100.2:110";
  private static final String ROUTE6 = "/[2001:db8:0:0:0:0:0:1]:40000 /[2001:db8:0:0:0:0:0:2]:110";
  private static final String LONGEST = "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff";

  private static byte[] text(String line) {
    return line.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] binary(String digits) {
    return HexFormat.of().parseHex(SIGNATURE + digits.replace(" ", ""));
  }

  static Stream<Arguments> valid() {
    String unix = "00".repeat(216);
    String tlvs = "010004706f7033 04000200ff 20000801000000000000 00 e0000100";
    return Stream.of(
        Arguments.of(text("PROXY TCP4 192.0.2.1 198.51.100.2 40000 110\r\n"), ROUTE4),
        Arguments.of(text("PROXY TCP4 0.0.0.0 255.255.255.255 0 65535\r\n"), zeros()),
        Arguments.of(text("PROXY TCP6 2001:db8::1 2001:DB8:0:0::2 40000 110\r\n"), ROUTE6),
        Arguments.of(text("PROXY TCP6 2001:0db8:0:0:0:0:0:0001 2001:db8::2 40000 110\r\n"), ROUTE6),
        Arguments.of(text("PROXY TCP6 ::ffff:c000:201 ::ffff:198.51.100.2 40000 110\r\n"), ROUTE4),
        Arguments.of(
            text("PROXY TCP6 " + LONGEST + " " + LONGEST + " 65535 65535\r\n"),
            "/[" + LONGEST + "]:65535 /[" + LONGEST + "]:65535"),
        Arguments.of(text("PROXY UNKNOWN\r\n"), ""),
        Arguments.of(text("PROXY UNKNOWN what ever\r\n"), ""),
        Arguments.of(text("PROXY UNKNOWN " + LONGEST + " " + LONGEST + " 65535 65535\r\n"), ""),
        Arguments.of(binary("20 00 0000"), ""),
        Arguments.of(binary("20 ff 000c" + "ab".repeat(12)), ""),
        Arguments.of(binary("20 11 000c" + V4), ""),
        Arguments.of(binary("20 11 0004 c0000201"), ""),
        Arguments.of(binary("21 11 000c" + V4), ROUTE4),
        Arguments.of(binary("21 21 0024" + V6), ROUTE6),
        Arguments.of(binary("21 11 0027" + V4 + tlvs), ROUTE4),
        Arguments.of(binary("21 11 ffff" + V4 + "00".repeat(65535 - 12)), ROUTE4),
        Arguments.of(binary("21 00 0000"), ""),
        Arguments.of(binary("21 00 0003 abcdef"), ""),
        Arguments.of(binary("21 12 000c" + V4), ""),
        Arguments.of(binary("21 22 0024" + V6), ""),
        Arguments.of(binary("21 31 00d8" + unix), ""),
        Arguments.of(binary("21 32 00d8" + unix), ""));
  }

  private static String zeros() {
    return "/0.0.0.0:0 /255.255.255.255:65535";
  }

  private static String routeOf(ProxyHeader header) {
    return header.route().map(route -> route.from() + " " + route.to()).orElse("");
  }

  @ParameterizedTest
  @MethodSource("valid")
  void aValidHeaderIsReadWhateverStandsBehindIt(byte[] octets, String route) throws NotAHeader {
    for (String behind : new String[] {"", "CAPA\r\n", "PROXY UNKNOWN\r\n", "\r\n"}) {
      ByteBuf all = Unpooled.wrappedBuffer(octets, text(behind));
      ProxyHeader header = ProxyHeader.read(all).orElseThrow();
      assertEquals(octets.length, header.length());
      assertEquals(route, routeOf(header));
      assertEquals(octets.length + behind.length(), all.readableBytes(), "nothing is consumed");
    }
  }

  @ParameterizedTest
  @MethodSource("valid")
  void everyTruncationMayBecomeAHeader(byte[] octets, String route) throws NotAHeader {
    int step = octets.length > 1000 ? 997 : 1;
    for (int length = 0; length < octets.length; length += step) {
      assertEquals(Optional.empty(), ProxyHeader.read(Unpooled.wrappedBuffer(octets, 0, length)));
    }
    ByteBuf oneShort = Unpooled.wrappedBuffer(octets, 0, octets.length - 1);
    assertEquals(Optional.empty(), ProxyHeader.read(oneShort));
  }

  @ParameterizedTest
  @MethodSource("valid")
  void whereABufferBeginsMakesNoDifference(byte[] octets, String route) throws NotAHeader {
    ByteBuf all = Unpooled.wrappedBuffer(text("PROXY x\r\n"), octets).skipBytes(9);
    ProxyHeader header = ProxyHeader.read(all).orElseThrow();
    assertEquals(route, routeOf(header));
    assertEquals(octets.length, header.length());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CAPA\r\n",
        "proxy TCP4 192.0.2.1 198.51.100.2 40000 110\r\n",
        "PROXY\r\n",
        "PROXY\tTCP4 192.0.2.1 198.51.100.2 40000 110\r\n",
        " PROXY TCP4 192.0.2.1 198.51.100.2 40000 110\r\n",
        "PROXY  TCP4 192.0.2.1 198.51.100.2 40000 110\r\n",
        "PROXY TCP4  192.0.2.1 198.51.100.2 40000 110\r\n",
        "PROXY TCP4 192.0.2.1 198.51.100.2 40000 110 \r\n",
        "PROXY TCP4 192.0.2.1 198.51.100.2 40000 110\n",
        "PROXY TCP4 192.0.2.1 198.51.100.2 40000 110\r\r\n",
        "PROXY TCP4 192.0.2.1 198.51.100.2 40000\r\n",
        "PROXY TCP4 192.0.2.1 198.51.100.2 40000 110 1\r\n",
        "PROXY tcp4 192.0.2.1 198.51.100.2 40000 110\r\n",
        "PROXY TCP5 192.0.2.1 198.51.100.2 40000 110\r\n",
        "PROXY UDP4 192.0.2.1 198.51.100.2 40000 110\r\n",
        "PROXY UNKNOWNS\r\n",
        "PROXY UNKNOWN\n",
        "PROXY unknown\r\n",
        "PROXY \r\n",
        "PROXY TCP4 2001:db8::1 2001:db8::2 40000 110\r\n",
        "PROXY TCP4 192.0.2.1 2001:db8::2 40000 110\r\n",
        "PROXY TCP6 192.0.2.1 198.51.100.2 40000 110\r\n",
        "PROXY TCP4 010.0.0.1 198.51.100.2 40000 110\r\n",
        "PROXY TCP4 192.0.2.01 198.51.100.2 40000 110\r\n",
        "PROXY TCP4 192.0.2.256 198.51.100.2 40000 110\r\n",
        "PROXY TCP4 192.0.2 198.51.100.2 40000 110\r\n",
        "PROXY TCP4 192.0.2.1.1 198.51.100.2 40000 110\r\n",
        "PROXY TCP4 192.0.2.+1 198.51.100.2 40000 110\r\n",
        "PROXY TCP4 192.0.2.0x1 198.51.100.2 40000 110\r\n",
        "PROXY TCP4 192.0.2.\u00b2 198.51.100.2 40000 110\r\n",
        "PROXY TCP4 localhost 198.51.100.2 40000 110\r\n",
        "PROXY TCP4 192.0.2.1 198.51.100.2 65536 110\r\n",
        "PROXY TCP4 192.0.2.1 198.51.100.2 99999999999 110\r\n",
        "PROXY TCP4 192.0.2.1 198.51.100.2 040000 110\r\n",
        "PROXY TCP4 192.0.2.1 198.51.100.2 40000 00\r\n",
        "PROXY TCP4 192.0.2.1 198.51.100.2 -1 110\r\n",
        "PROXY TCP4 192.0.2.1 198.51.100.2 40000 pop3\r\n",
        "PROXY TCP6 2001:db8::1%1 2001:db8::2 40000 110\r\n",
        "PROXY TCP6 [2001:db8::1] 2001:db8::2 40000 110\r\n",
        "PROXY TCP6 2001::db8::1 2001:db8::2 40000 110\r\n",
        "PROXY TCP6 2001:db8:::1 2001:db8::2 40000 110\r\n",
        "PROXY TCP6 1:2:3:4:5:6:7 2001:db8::2 40000 110\r\n",
        "PROXY TCP6 1:2:3:4:5:6:7:8:9 2001:db8::2 40000 110\r\n",
        "PROXY TCP6 1:2:3:4::5:6:7:8 2001:db8::2 40000 110\r\n",
        "PROXY TCP6 :1:2:3:4:5:6:7 2001:db8::2 40000 110\r\n",
        "PROXY TCP6 20010::1 2001:db8::2 40000 110\r\n",
        "PROXY TCP6 g::1 2001:db8::2 40000 110\r\n",
        "PROXY TCP6 ::192.0.2.1 2001:db8::2 40000 110\r\n",
        "PROXY TCP6 ::ffff:192.0.2.01 2001:db8::2 40000 110\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "\r\n\r\n\0\r\nQUIX\n",
        "\u0016\u0003\u0001"
      })
  void whatBreaksTheGrammarIsRefused(String line) {
    assertThrows(NotAHeader.class, () -> ProxyHeader.read(Unpooled.wrappedBuffer(text(line))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "11", // version 1
        "31", // version 3
        "01",
        "22", // an unknown command
        "2f",
        "21 11 0004 c0000201", // too short for its addresses
        "21 11 000b",
        "21 21 0023",
        "21 12 0000",
        "21 31 00d7",
        "21 01 0000", // no such family, or none of its kind
        "21 10 000c",
        "21 13 000c",
        "21 41 00d8",
        "21 ff ffff"
      })
  void whatBreaksTheBinaryGrammarIsRefusedAsSoonAsItShows(String digits) {
    ByteBuf octets = Unpooled.wrappedBuffer(binary(digits));
    assertThrows(NotAHeader.class, () -> ProxyHeader.read(octets));
  }

  @Test
  void aLineMayHave107OctetsAndNoMore() throws NotAHeader {
    String line = "PROXY UNKNOWN " + "x".repeat(91);
    byte[] longest = text(line + "\r\n");
    assertEquals(107, longest.length);
    assertEquals(107, ProxyHeader.read(Unpooled.wrappedBuffer(longest)).orElseThrow().length());
    for (String longer : new String[] {line + "x\r\n", line + "xx", line + "x\r"}) {
      ByteBuf octets = Unpooled.wrappedBuffer(text(longer));
      assertThrows(NotAHeader.class, () -> ProxyHeader.read(octets));
    }
  }

  /** Half of them begin like a header, so that they get somewhere. */
  @Test
  void randomOctetsAreRefusedOrReadAndNothingElseHappens() {
    var random = new Random(2595);
    byte[][] starts = {{}, text("PROXY "), text("PROXY TCP6 "), binary(""), binary("21")};
    for (int i = 0; i < 10_000; i++) {
      byte[] start = starts[random.nextInt(starts.length)];
      byte[] octets = Arrays.copyOf(start, start.length + random.nextInt(300));
      for (int at = start.length; at < octets.length; at++) octets[at] = octet(random);
      try {
        ProxyHeader.read(Unpooled.wrappedBuffer(octets));
      } catch (NotAHeader refused) {
        // the one thing that may be thrown
      }
    }
  }

  private static byte octet(Random random) {
    String likely = "0123456789abcf:. \r\n";
    if (random.nextBoolean()) return (byte) random.nextInt();
    return (byte) likely.charAt(random.nextInt(likely.length()));
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 198.51.100.2, PROXY TCP4 192.0.2.1 198.51.100.2 40000 110",
    "2001:db8::1, ::1, PROXY TCP6 2001:db8:0:0:0:0:0:1 0:0:0:0:0:0:0:1 40000 110",
    "192.0.2.1, ::1, PROXY TCP6 0:0:0:0:0:ffff:c000:201 0:0:0:0:0:0:0:1 40000 110"
  })
  void whatIsWrittenIsReadBackTheSame(String from, String to, String line) throws NotAHeader {
    var route = new Route(new InetSocketAddress(from, 40000), new InetSocketAddress(to, 110));
    assertEquals(line + "\r\n", written(HeaderVersion.V1, Optional.of(route)));
    for (HeaderVersion version : HeaderVersion.values()) {
      byte[] octets = version.written(Optional.of(route));
      ProxyHeader header = ProxyHeader.read(Unpooled.wrappedBuffer(octets)).orElseThrow();
      assertEquals(new ProxyHeader(octets.length, Optional.of(route)), header);
    }
  }

  private static String written(HeaderVersion version, Optional<Route> route) {
    return new String(version.written(route), StandardCharsets.ISO_8859_1);
  }

  @Test
  void anUnknownClientIsSaidToBeUnknown() {
    assertEquals("PROXY UNKNOWN\r\n", written(HeaderVersion.V1, Optional.empty()));
    String digits = HexFormat.of().formatHex(HeaderVersion.V2.written(Optional.empty()));
    assertEquals(SIGNATURE + "21000000", digits);
  }

  @Test
  void aBinaryHeaderIsWrittenWithoutAnythingBehindTheAddresses() {
    var route =
        new Route(
            new InetSocketAddress("192.0.2.1", 40000), new InetSocketAddress("198.51.100.2", 110));
    String digits = HexFormat.of().formatHex(HeaderVersion.V2.written(Optional.of(route)));
    assertEquals(SIGNATURE + "2111000c" + V4.replace(" ", ""), digits);
  }

  @Test
  void thereAreTwoVersions() {
    assertEquals(HeaderVersion.V1, HeaderVersion.parse("v1"));
    assertEquals(HeaderVersion.V2, HeaderVersion.parse("v2"));
    assertThrows(IllegalArgumentException.class, () -> HeaderVersion.parse("V1"));
    assertThrows(IllegalArgumentException.class, () -> HeaderVersion.parse("3"));
  }
}
