package org.stlspec.qmail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TcpServerTest extends ChainTest {

  private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

  private String next() throws InterruptedException {
    return String.valueOf(seen.poll(20, TimeUnit.SECONDS));
  }

  /** Says what reading comes to, again and again until it is an end. */
  private void readAll(Connection connection, Duration limit) throws IOException {
    byte[] buffer = new byte[4];
    int count = 0;
    while (count >= 0) {
      try {
        count = connection.read(buffer, limit);
        seen.add(count < 0 ? "FIN" : new String(buffer, 0, count, StandardCharsets.US_ASCII));
      } catch (PeerResetException reset) {
        seen.add("RST");
        return;
      } catch (SocketTimeoutException idle) {
        seen.add("idle");
        return;
      }
    }
  }

  @Test
  void theEnvironmentIsUcspis() throws Exception {
    var environments = new LinkedBlockingQueue<Map<String, String>>();
    var server = serve(connection -> environments.add(connection.environment()));
    try (var client = new Client(server)) {
      client.expectEnd();
      Map<String, String> environment = environments.take();
      assertEquals(
          List.of("PROTO", "TCPLOCALIP", "TCPLOCALPORT", "TCPREMOTEIP", "TCPREMOTEPORT"),
          List.copyOf(new TreeSet<>(environment.keySet())));
      assertEquals("TCP", environment.get("PROTO"));
      assertEquals("127.0.0.1", environment.get("TCPLOCALIP"));
      assertEquals("127.0.0.1", environment.get("TCPREMOTEIP"));
      assertEquals(Integer.toString(server.getPort()), environment.get("TCPLOCALPORT"));
      assertEquals(Integer.toString(client.port()), environment.get("TCPREMOTEPORT"));
    }
  }

  @Test
  void connectionsAreCountedFromOne() throws Exception {
    var server = serve(connection -> seen.add("number " + connection.number()));
    for (int number = 1; number <= 3; number++) {
      try (var client = new Client(server)) {
        client.expectEnd();
      }
      assertEquals("number " + number, next());
    }
  }

  @Test
  void finAndRstOfThePeerAreToldApart() throws Exception {
    var server = serve(connection -> readAll(connection, Duration.ZERO));
    try (var client = new Client(server)) {
      client.send("octets");
      client.finish();
      client.expectEnd();
    }
    assertEquals("octe", next());
    assertEquals("ts", next());
    assertEquals("FIN", next());
    new Client(server).reset();
    assertEquals("RST", next());
  }

  @Test
  void readingIsLimited() throws Exception {
    try (var client = new Client(serve(connection -> readAll(connection, SHORT)))) {
      client.expectEnd();
      assertEquals("idle", next());
    }
  }

  @Test
  void halfClosedOutputStillReads() throws Exception {
    var server =
        serve(
            connection -> {
              connection.finish();
              readAll(connection, Duration.ZERO);
            });
    try (var client = new Client(server)) {
      client.expectEnd();
      client.send("late");
      client.finish();
      assertEquals("late", next());
      assertEquals("FIN", next());
    }
    var client = new Client(server);
    client.expectEnd();
    client.reset();
    assertEquals("RST", next());
  }

  @Test
  void resetIsSeenAsReset() throws Exception {
    var server = serve(Connection::reset);
    assertThrows(
        SocketException.class,
        () -> {
          // It may come while the client still sets its socket up.
          try (var client = new Client(server)) {
            client.expectEnd();
          }
        });
  }

  @Test
  void aCrashIsOneLineAndEndsTheConnection() throws Exception {
    var server =
        serve(
            connection -> {
              throw new IllegalStateException("oops");
            });
    try (var client = new Client(server)) {
      client.expectEnd();
    }
    assertEquals(1, diagnostics.size());
    assertEquals(1, diagnostics.get(0).lines().count());
  }

  @Test
  void closeEndsAllConnections() throws Exception {
    var server = serve(connection -> readAll(connection, Duration.ZERO));
    try (var client = new Client(server)) {
      client.send("here");
      assertEquals("here", next());
      closeAll();
      client.expectEnd();
      assertThrows(ConnectException.class, () -> new Client(server));
    }
  }

  @Test
  void suspendRefusesAndResumeListensOnTheSamePort() throws Exception {
    Path maildir = SampleMaildir.into(directory);
    var accounts = Map.of("alice", "wonderland");
    try (var qmail = FakeQmail.listen(Loopback.any(), "pop.lab.test", maildir, accounts);
        Client before = Client.loggedIn(qmail.address())) {
      for (int round = 0; round < 3; round++) {
        qmail.suspend();
        qmail.suspend();
        assertThrows(ConnectException.class, () -> new Client(qmail.address()));
        before.ask("NOOP\r\n", "+OK \r\n");
        qmail.resume();
        qmail.resume();
        try (Client after = Client.loggedIn(qmail.address())) {
          after.ask("NOOP\r\n", "+OK \r\n");
        }
      }
    }
  }

  /** While suspended the port is refused to everybody, and kept from everybody. */
  @Test
  void aSuspendedPortStaysOurs() throws Exception {
    try (var server = TcpServer.listen(Loopback.any(), Connection::close)) {
      server.suspend();
      try (var other = new ServerSocket()) {
        other.setReuseAddress(false);
        assertThrows(BindException.class, () -> other.bind(server.address()));
      }
    }
  }

  @Test
  void anAddressInUseIsRefused() throws Exception {
    try (var server = TcpServer.listen(Loopback.any(), Connection::close)) {
      assertThrows(
          BindException.class, () -> TcpServer.listen(server.address(), Connection::close));
    }
  }

  @Test
  void connectionsAreServedAtTheSameTime() throws Exception {
    var server = serve(connection -> readAll(connection, Duration.ZERO));
    try (var one = new Client(server);
        var two = new Client(server)) {
      two.send("two");
      assertEquals("two", next());
      one.send("one");
      assertEquals("one", next());
    }
  }
}
