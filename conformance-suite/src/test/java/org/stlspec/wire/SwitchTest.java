package org.stlspec.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stlspec.standin.StandIn;
import org.stlspec.standin.Talk;
import org.stlspec.standin.TlsServer;
import org.stlspec.verdict.Finding;
import org.stlspec.verdict.Inconclusive;

/** The client at the switch from clear text to TLS, and at the end of TLS. */
class SwitchTest {
  private static final Duration AMPLE = Duration.ofSeconds(10);

  /** What a server does once TLS is up. */
  private interface Inside {
    void serve(Socket socket, TlsServer tls) throws IOException;
  }

  private static StandIn upgrading(String version, Inside inside) {
    return StandIn.with(
        socket -> {
          Talk.line(socket);
          Talk.say(socket, "+OK begin TLS\r\n");
          var tls = new TlsServer(version);
          if (tls.handshake(socket)) {
            inside.serve(socket, tls);
          }
        });
  }

  private static Client client(StandIn server) {
    return new Client(server.address(), AMPLE, new Transcript());
  }

  private static Client secured(StandIn server, TlsOptions options) {
    Client client = client(server);
    client.command("STLS").ok();
    client.handshake(options).ok();
    return client;
  }

  private static void send(Socket socket, byte[] octets) throws IOException {
    socket.getOutputStream().write(octets);
  }

  @ParameterizedTest
  @MethodSource("org.stlspec.wire.TlsTest#everyEngineAndVersion")
  void aCloseNotifyIsToldFromTruncation(TlsOptions options) {
    String version = options.versions().get(0);
    try (StandIn sound = upgrading(version, (socket, tls) -> send(socket, tls.closeNotify()));
        StandIn truncating = upgrading(version, (socket, tls) -> {});
        Client first = secured(sound, options);
        Client second = secured(truncating, options)) {
      assertEquals(End.Kind.CLOSE_NOTIFY, first.rest().end().orElseThrow().kind());
      assertEquals(End.Kind.FIN, first.closed().kind());
      assertEquals(End.Kind.TRUNCATION, second.rest().end().orElseThrow().kind());
    }
  }

  @ParameterizedTest
  @MethodSource("org.stlspec.wire.TlsTest#everyEngineAndVersion")
  void aResetInsideTlsIsAReset(TlsOptions options) {
    try (StandIn server =
            upgrading(
                options.versions().get(0),
                (socket, tls) -> {
                  // Reading first: a reset would overtake what the client still has to send.
                  while (tls.received().length < 6) {
                    tls.step(socket);
                  }
                  Talk.reset(socket);
                });
        Client client = secured(server, options)) {
      assertEquals(End.Kind.RESET, client.command("NOOP").end().orElseThrow().kind());
    }
  }

  @ParameterizedTest
  @MethodSource("org.stlspec.wire.TlsTest#everyEngineAndVersion")
  void linesGoThroughTls(TlsOptions options) {
    try (StandIn server =
            upgrading(
                options.versions().get(0),
                (socket, tls) -> {
                  while (tls.received().length < 6) {
                    tls.step(socket);
                  }
                  send(socket, tls.seal(tls.received()));
                  Talk.awaitEnd(socket);
                });
        Client client = secured(server, options)) {
      assertEquals("NOOP", client.command("NOOP").text());
    }
  }

  @ParameterizedTest
  @MethodSource("org.stlspec.wire.TlsTest#everyEngineAndVersion")
  void recordsReadAlongWithTheReplyToStlsBelongToTls(TlsOptions options) {
    StandIn.Manners eager =
        socket -> {
          Talk.line(socket);
          var tls = new TlsServer(options.versions().get(0));
          byte[] chunk = new byte[1 << 16];
          int count = socket.getInputStream().read(chunk);
          byte[] flight = tls.answer(Arrays.copyOf(chunk, count));
          // One write: the reply to STLS and the first records of the server.
          send(socket, Octets.of("+OK\r\n").plus(Octets.of(flight)).bytes());
          tls.handshake(socket);
          Talk.awaitEnd(socket);
        };
    try (StandIn server = StandIn.with(eager);
        Client client = client(server)) {
      client.send("STLS\r\n");
      client.sendRaw(client.hello(options));
      client.reply().ok();
      assertTrue(client.unread() > 0, "records lie behind the reply");
      assertTrue(client.finishHandshake().established());
    }
  }

  @Test
  void octetsInClearBehindTheReplyToStlsAreReported() {
    StandIn.Manners leaking =
        socket -> {
          Talk.line(socket);
          Talk.say(socket, "+OK begin TLS\r\n-ERR what?\r\n");
          new TlsServer(TlsOptions.TLS_1_3).handshake(socket);
        };
    try (StandIn server = StandIn.with(leaking);
        Client client = client(server)) {
      client.command("STLS").ok();
      Handshake handshake = client.handshake();
      assertEquals(Octets.of("-ERR what?\r\n"), handshake.clear());
      assertFalse(handshake.established());
      assertTrue(handshake.seen().startsWith("'-ERR what?\\r\\n' in clear, then TLS"));
      assertThrows(Inconclusive.class, handshake::ok);
      assertThrows(Finding.class, () -> handshake.mustSucceed("TLS"));
    }
  }

  @Test
  void aSoundUpgradeLeavesNothingInClear() {
    try (StandIn server = upgrading(TlsOptions.TLS_1_3, (socket, tls) -> Talk.awaitEnd(socket));
        Client client = client(server)) {
      client.command("STLS").ok();
      Handshake handshake = client.handshake();
      assertTrue(handshake.clear().isEmpty());
      assertEquals("TLSv1.3", handshake.facts().orElseThrow().version());
      assertThrows(Finding.class, () -> handshake.mustFail("no TLS"));
    }
  }

  @Test
  void aServerThatStaysSilentInTheHandshakeIsToldAsSilence() {
    try (StandIn server = StandIn.with(Talk::awaitEnd);
        var client = new Client(server.address(), Duration.ofMillis(100), new Transcript())) {
      assertEquals(End.Kind.SILENCE, client.handshake().end().orElseThrow().kind());
    }
  }

  @Test
  void aServerThatLeavesInTheHandshakeIsNotTruncating() {
    try (StandIn server = StandIn.with(socket -> socket.getInputStream().read(new byte[1 << 16]));
        Client client = client(server)) {
      assertEquals(End.Kind.FIN, client.handshake().end().orElseThrow().kind());
    }
  }

  @Test
  void clearTextCanBeSentInsideTls() {
    try (StandIn server =
            upgrading(
                TlsOptions.TLS_1_3,
                (socket, tls) -> {
                  send(socket, tls.answer(Octets.of(Talk.line(socket)).bytes()));
                  Talk.awaitEnd(socket);
                });
        Client client = secured(server, TlsOptions.usual())) {
      client.sendRaw(Octets.of("NOOP in clear\r\n"));
      assertEquals(End.Kind.ALERT, client.reply().end().orElseThrow().kind());
    }
  }
}
