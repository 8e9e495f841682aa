package org.stlspec.arrangement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.channel.epoll.Epoll;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.stlspec.proxy.header.HeaderVersion;
import org.stlspec.proxy.header.Route;
import org.stlspec.proxy.posix.Child;
import org.stlspec.proxy.posix.Descriptor;
import org.stlspec.proxy.posix.Environment;
import org.stlspec.proxy.posix.Spawn;

/** TCPREMOTEIP and TCPREMOTEPORT of the program are the client's, in every arrangement. */
@Timeout(120)
@EnabledOnOs(OS.LINUX)
class ClientAddressTest {
  private static final String TELLS =
      "printf '+OK %s %s %s\\r\\n' \"$PROTO\" \"$TCPREMOTEIP\" \"$TCPREMOTEPORT\"; ";

  /** {@code ::1}. */
  private static final byte[] LOOPBACK_6 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

  @TempDir private Path folder;

  private String backend() throws IOException {
    return Pop3Script.in(folder, TELLS);
  }

  private static Socket from(String address, InetSocketAddress to) throws IOException {
    var socket = new Socket(to.getAddress(), to.getPort(), InetAddress.getByName(address), 0);
    socket.setSoTimeout((int) Daemon.PATIENCE.toMillis());
    return socket;
  }

  private static String greeting(Socket client) throws IOException {
    var in = new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII);
    return new BufferedReader(in).readLine();
  }

  private static void assertTold(String address, InetSocketAddress to) throws IOException {
    try (Socket client = from(address, to)) {
      assertEquals("+OK TCP " + address + " " + client.getLocalPort(), greeting(client));
    }
  }

  @Test
  void ofAConnectionToTheDaemon() throws Exception {
    try (Daemon daemon = Daemon.start(folder, backend())) {
      assertTold("127.0.0.1", daemon.address());
      assertTold("127.0.0.2", daemon.address());
    }
    try (Daemon daemon = Daemon.startAt("[::1]:0", folder, backend())) {
      assertTold("::1", daemon.address());
    }
  }

  @Test
  void ofAProxyHeader() throws Exception {
    try (Daemon daemon =
        Daemon.start(folder, backend(), "--accept-proxy-protocol", "127.0.0.0/8")) {
      for (HeaderVersion version : HeaderVersion.values()) {
        assertConveyed(version, "203.0.113.9", daemon);
        assertConveyed(version, "2001:db8::9", daemon);
      }
    }
  }

  private static void assertConveyed(HeaderVersion version, String address, Daemon daemon)
      throws IOException {
    var client = new InetSocketAddress(address, 40000);
    byte[] header = version.written(Optional.of(new Route(client, client)));
    try (Socket balancer = from("127.0.0.1", daemon.address())) {
      balancer.getOutputStream().write(header);
      assertEquals("+OK TCP " + address + " 40000", greeting(balancer));
    }
  }

  @Test
  void ofAConnectionToTcpserver() throws Exception {
    try (var server = new TcpServer(folder, inetd(backend()))) {
      assertTold("127.0.0.1", server.address());
      assertTold("127.0.0.2", server.address());
    }
  }

  private List<String> inetd(String backend) throws IOException {
    var words = new ArrayList<>(Jar.stlspec("proxy", "--inetd", "--backend", backend));
    words.addAll(Credentials.in(folder));
    return words;
  }

  @Test
  void ofAConnectionToTcpserverBeforeASocketpair() throws Exception {
    var words = new ArrayList<>(Jar.stlspec("socketpair"));
    words.addAll(inetd("fd:3"));
    words.addAll(List.of("--connect-to", "sh", backend().replace("exec:sh ", "")));
    try (var server = new TcpServer(folder, words)) {
      assertTold("127.0.0.1", server.address());
      assertTold("127.0.0.2", server.address());
    }
  }

  /** tcpserver as Debian has it knows IPv4 only. */
  @Test
  void ofAConnectionOverIpv6ToInetd() throws Exception {
    Epoll.ensureAvailability();
    var listening = io.netty.channel.unix.Socket.newSocketStream();
    listening.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK_6), 0));
    listening.listen(1);
    try (Socket client = from("::1", listening.localAddress())) {
      var accepted = new Descriptor(listening.accept(new byte[26]));
      List<String> words = inetd(backend());
      var both = Map.of(0, accepted, 1, accepted);
      Child proxy = new Spawn(Path.of(words.get(0)), words, Environment.own(), both, true).start();
      accepted.close();
      assertEquals("+OK TCP ::1 " + client.getLocalPort(), greeting(client));
      client.shutdownOutput();
      assertEquals(0, proxy.await().code());
    } finally {
      listening.close();
    }
  }
}
