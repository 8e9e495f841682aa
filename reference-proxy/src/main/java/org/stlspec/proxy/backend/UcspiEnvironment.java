package org.stlspec.proxy.backend;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.stlspec.proxy.posix.Environment;

/**
 * What a server program finds in its environment (tcp-environ(5)): the addresses of this connection
 * and nothing of an outer server's. TCPREMOTEHOST and TCPREMOTEINFO are never set: the proxy does
 * not ask for them. The rest is the proxy's own, octet for octet.
 *
 * @param inherited {@code NAME=VALUE}, without the names of this convention
 * @param localHost TCPLOCALHOST, if it was configured
 */
record UcspiEnvironment(List<byte[]> inherited, Optional<String> localHost) {

  /** That of this process. LISTEN_* is for whoever took the sockets over (sd_listen_fds(3)). */
  static UcspiEnvironment ofThisProcess(Optional<String> localHost) {
    List<byte[]> inherited = Environment.own().stream().filter(UcspiEnvironment::survives).toList();
    return new UcspiEnvironment(inherited, localHost);
  }

  static boolean survives(byte[] variable) {
    String text = new String(variable, StandardCharsets.ISO_8859_1);
    return Stream.of("TCP", "SSL", "PROTO=", "LISTEN_").noneMatch(text::startsWith);
  }

  /** For a program that serves this client. */
  List<byte[]> of(Caller caller) {
    var variables = new ArrayList<>(inherited);
    caller.remote().ifPresent(address -> add(variables, "TCPREMOTE", address));
    caller.local().ifPresent(address -> add(variables, "TCPLOCAL", address));
    localHost.ifPresent(host -> variables.add(octets("TCPLOCALHOST=" + host)));
    if (caller.remote().isPresent()) variables.add(octets("PROTO=TCP"));
    return variables;
  }

  private static void add(List<byte[]> variables, String name, InetSocketAddress address) {
    variables.add(octets(name + "IP=" + written(address.getAddress())));
    variables.add(octets(name + "PORT=" + address.getPort()));
  }

  /** IPv6 as RFC 5952 writes it, without a zone; an IPv4 client of an IPv6 socket as IPv4. */
  private static String written(InetAddress address) {
    try {
      return NetUtil.toAddressString(InetAddress.getByAddress(address.getAddress()));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address of neither 4 nor 16 octets", e);
    }
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
