package org.stlspec.proxy.header;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {

  @ParameterizedTest
  @CsvSource({
    "192.0.2.0/24, 192.0.2.255, true",
    "192.0.2.0/24, 192.0.3.0, false",
    "192.0.2.128/25, 192.0.2.127, false",
    "192.0.2.1, 192.0.2.1, true",
    "192.0.2.1/32, 192.0.2.2, false",
    "0.0.0.0/0, 203.0.113.9, true",
    "0.0.0.0/0, 2001:db8::1, false",
    "::/0, 2001:db8::1, true",
    "::/0, 192.0.2.1, false",
    "2001:db8::/33, 2001:db8:7fff::1, true",
    "2001:db8::/33, 2001:db8:8000::1, false",
    "2001:db8::/112, 2001:db8::ffff, true",
    "2001:db8::/112, 2001:db8::1:0, false",
    "::1, ::1, true",
    "::1, ::2, false"
  })
  void aBlockContainsWhatItsPrefixSays(String block, String address, boolean contained)
      throws Exception {
    assertEquals(contained, Cidr.parse(block).contains(InetAddress.getByName(address)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/8",
        "10.0.0.0/",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/08",
        "10.0.0.0/+8",
        "10.0.0.1/8",
        "10.0.0/8",
        "10.0.0.0/8/8",
        "::/129",
        "2001:db8::1/32",
        "fe80::1%1",
        "[::1]",
        "localhost",
        "::ffff:192.0.2.1",
        "10.0.0.0/99999999999",
        " 10.0.0.0/8"
      })
  void aMistypedBlockIsRefusedAndQuoted(String text) {
    var e = assertThrows(IllegalArgumentException.class, () -> Cidr.parse(text));
    assertEquals("not a block of addresses (CIDR): '" + text + "'", e.getMessage());
  }

  @Test
  void aListStandsBetweenCommas() {
    assertEquals("[10.0.0.0/8, 0:0:0:0:0:0:0:1/128]", Cidr.parseAll("10.0.0.0/8,::1").toString());
    assertThrows(IllegalArgumentException.class, () -> Cidr.parseAll("10.0.0.0/8,"));
  }

  @Test
  void anIpv4ClientOfASocketForBothFamiliesIsIpv4() throws Exception {
    byte[] mapped = new byte[16];
    mapped[10] = mapped[11] = -1;
    mapped[15] = 9;
    InetAddress address = java.net.Inet6Address.getByAddress(null, mapped, 0);
    assertEquals("/0.0.0.9:1", Octets.plain(new InetSocketAddress(address, 1)).toString());
  }
}
