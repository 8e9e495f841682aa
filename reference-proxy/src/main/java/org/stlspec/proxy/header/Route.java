package org.stlspec.proxy.header;

import java.net.Inet4Address;
import java.net.InetSocketAddress;

/**
 * A client's connection.
 *
 * @param from the address of the client
 * @param to the address it has connected to
 */
public record Route(InetSocketAddress from, InetSocketAddress to) {

  /** Whether both ends are IPv4; a header has one family for both. */
  boolean ipv4() {
    return from.getAddress() instanceof Inet4Address && to.getAddress() instanceof Inet4Address;
  }
}
