package org.stlspec.proxy.backend;

import io.netty.util.NetUtil;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

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
    return new UcspiEnvironment(own().filter(UcspiEnvironment::survives).toList(), localHost);
  }

  /** Java's own view of it may be lossy; the kernel's is not. */
  private static Stream<byte[]> own() {
    try {
      String all = Files.readString(Path.of("/proc/self/environ"), StandardCharsets.ISO_8859_1);
      return Stream.of(all.split("\0", -1))
          .filter(variable -> variable.contains("="))
          .map(variable -> variable.getBytes(StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      return System.getenv().entrySet().stream().map(UcspiEnvironment::variable);
    }
  }

  private static byte[] variable(Map.Entry<String, String> entry) {
    return (entry.getKey() + "=" + entry.getValue()).getBytes(Charset.defaultCharset());
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
    localHost.ifPresent(host -> variables.add(ascii("TCPLOCALHOST=" + host)));
    if (caller.remote().isPresent()) variables.add(ascii("PROTO=TCP"));
    return variables;
  }

  private static void add(List<byte[]> variables, String name, InetSocketAddress address) {
    variables.add(ascii(name + "IP=" + written(address.getAddress())));
    variables.add(ascii(name + "PORT=" + address.getPort()));
  }

  /** IPv6 as RFC 5952 writes it, without a zone; an IPv4 client of an IPv6 socket as IPv4. */
  private static String written(InetAddress address) {
    try {
      return NetUtil.toAddressString(InetAddress.getByAddress(address.getAddress()));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address of neither 4 nor 16 octets", e);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
