package org.stlspec.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stlspec.proxy.backend.BackendAddress;

/** Everything ends, and says why. */
@ExtendWith(NoLeaks.class)
class LimitsTest {
  private static final String UNAVAILABLE = "-ERR [SYS/TEMP] mail server is not available\r\n";

  private static Rig rig(UnaryOperator<Limits> limits, FakeBackend.Dialogue dialogue)
      throws Exception {
    return new Rig(dialogue, s -> s.limits(limits.apply(s.limits())));
  }

  @ParameterizedTest
  @ValueSource(ints = {8191, 8192})
  void aLineUpToTheLimitPasses(int length) throws Exception {
    try (var rig = new Rig();
        var client = rig.client()) {
      String line = "X" + "a".repeat(length - 3) + "\r\n";
      client.greeted().send(line).expect("+OK " + line.strip() + "\r\n");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"STLS\r\n", "", "\r\nSTLS\r\n"})
  void aLongerLineEndsTheSessionUnseenByTheBackend(String tail) throws Exception {
    try (var rig = new Rig();
        var client = rig.client()) {
      client.greeted().send("A".repeat(8193) + tail).refused().eof();
      assertEquals("", rig.backend.connection().transcript());
      assertTrue(rig.logged().contains("command line too long"));
    }
  }

  @Test
  void refusedCommandsInARowEndTheSession() throws Exception {
    try (var rig = rig(l -> l.badCommands(3), FakeBackend::pop3);
        var client = rig.client()) {
      client.greeted().send("BAD\r\nBAD\r\nBAD\r\nNOOP\r\n");
      for (int i = 0; i < 3; i++) client.refused();
      client.expect("+OK NOOP\r\n").send("BAD\r\nXOIP\r\nSTLS x\r\nBAD\r\n");
      for (int i = 0; i < 5; i++) client.refused();
      client.eof();
    }
  }

  @Test
  void aBackendThatDoesNotListenIsReported() throws Exception {
    int port;
    try (var socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    var settings = ProxySettings.to(BackendAddress.parse("tcp:127.0.0.1:" + port)).log(l -> {});
    try (var proxy = Proxy.start(settings);
        var client = new Client(proxy.stlsAddress().orElseThrow())) {
      client.expect(UNAVAILABLE).eof();
    }
  }

  @Test
  void aBackendThatClosesBeforeItsGreetingIsReported() throws Exception {
    try (var rig = new Rig(c -> c.send("+OK hal"));
        var client = rig.client()) {
      client.send("CAPA\r\n").expect(UNAVAILABLE).eof();
    }
  }

  @Test
  void aSilentBackendIsReported() throws Exception {
    try (var rig = rig(l -> l.greeting(Duration.ofMillis(200)), FakeBackend.Connection::drain);
        var client = rig.client()) {
      client.expect(UNAVAILABLE).eof();
      assertTrue(rig.logged().contains("did not greet in time"));
    }
  }

  @Test
  void anEndlessGreetingIsReported() throws Exception {
    try (var rig =
            new Rig(
                c -> {
                  while (true) c.send("+OK " + "x".repeat(1000));
                });
        var client = rig.client()) {
      client.expect(UNAVAILABLE).eof();
    }
  }

  @Test
  void anIdleSessionEndsWithoutAWord() throws Exception {
    try (var rig = rig(l -> l.idle(Duration.ofSeconds(2)), FakeBackend::pop3);
        var client = rig.client()) {
      client.greeted().stls().eof();
      assertEquals("", rig.backend.connection().transcript());
    }
  }

  @Test
  void activityBeforeLoginRestartsTheIdleTime() throws Exception {
    try (var rig = rig(l -> l.idle(Duration.ofSeconds(2)), FakeBackend::pop3);
        var client = rig.client()) {
      client.greeted().stls();
      for (int i = 0; i < 8; i++) {
        Thread.sleep(300);
        client.send("NOOP\r\n").expect("+OK NOOP\r\n");
      }
    }
  }

  @Test
  void atTheConnectionLimitNewClientsAreTurnedAwayAndPlacesComeBack() throws Exception {
    try (var rig = rig(l -> l.connections(1).linger(Duration.ofMinutes(5)), FakeBackend::pop3)) {
      for (int i = 0; i < 5; i++) {
        try (var first = rig.client().greeted().stls();
            var second = rig.client()) {
          second.expect("-ERR [SYS/TEMP] too many connections\r\n").eof();
          first.send("QUIT\r\n").expect("+OK QUIT\r\n").eof();
        }
        while (rig.proxy.connections() > 0) Thread.onSpinWait();
      }
    }
  }

  /** Closing with octets unread would be a reset, which may outrun the reply. */
  @Test
  void aClientThatIsTurnedAwayHearsItWhateverItHasSent() throws Exception {
    try (var rig = rig(l -> l.connections(1), FakeBackend::pop3);
        var first = rig.client().greeted();
        var second = rig.client().send("CAPA\r\n".repeat(1000))) {
      second.expect("-ERR [SYS/TEMP] too many connections\r\n").eof();
      first.send("NOOP\r\n").expect("+OK NOOP\r\n");
    }
  }

  @Test
  void aClientThatNeverClosesGivesItsPlaceBackAllTheSame() throws Exception {
    try (var rig = rig(l -> l.linger(Duration.ofMillis(100)), FakeBackend::pop3);
        var client = rig.client()) {
      client.greeted().send("QUIT\r\n").expect("+OK QUIT\r\n").eof();
      while (rig.proxy.connections() > 0) Thread.onSpinWait();
    }
  }

  @Test
  void oneAddressHasALimitOfItsOwn() throws Exception {
    try (var rig = rig(l -> l.connectionsPerAddress(1), FakeBackend::pop3);
        var first = rig.client().greeted();
        var second = rig.client()) {
      assertEquals(1, rig.proxy.connections());
      first.raw().setSoLinger(true, 0);
      second.refused().eof();
    }
  }

  @Test
  void drainLetsSessionsFinishAndAcceptsNoMore() throws Exception {
    var go = new CountDownLatch(1);
    try (var rig =
            new Rig(
                c -> {
                  c.send(FakeBackend.GREETING);
                  c.line();
                  c.send("+OK in\r\n");
                  go.await();
                  c.send("the rest");
                });
        var client = rig.client()) {
      client.greeted().stls().send("PASS x\r\n").expect("+OK in\r\n");
      var drained =
          java.util.concurrent.CompletableFuture.supplyAsync(
              () -> rig.proxy.drain(Duration.ofSeconds(10)), task -> new Thread(task).start());
      while (true) {
        try (var late = rig.client()) {
          late.raw().getInputStream().read();
        } catch (java.io.IOException refused) {
          break;
        }
      }
      go.countDown();
      client.expect("the rest").eof();
      client.raw().close();
      assertTrue(drained.get());
    }
  }

  @Test
  void drainCutsWhatDoesNotFinish() throws Exception {
    try (var rig = new Rig();
        var client = rig.client()) {
      client.greeted();
      assertEquals(false, rig.proxy.drain(Duration.ofMillis(100)));
      assertTrue(rig.logged().contains("cut at shutdown"));
    }
  }

  /** The end of a session in one thread and that of the proxy in another. */
  @Test
  @Tag("bulk")
  void sessionsMayEndWhileTheProxyCloses() throws Exception {
    for (int i = 0; i < 600; i++) {
      try (var rig = new Rig()) {
        try (var client = rig.client().greeted()) {
          client.send("QUIT\r\n").expect("+OK QUIT\r\n").eof();
        }
      }
    }
  }

  @Test
  void wrongSettingsAreUsageAndABusyPortIsNot() throws Exception {
    try (var rig = new Rig()) {
      var busy = ProxySettings.to(rig.backend.address()).listen(rig.proxy.stlsAddress().get());
      var e = assertThrows(ProxyException.class, () -> Proxy.start(busy));
      assertEquals(false, e.usage());
      assertTrue(e.getMessage().startsWith("cannot listen on"), e.getMessage());
      var nowhere = ProxySettings.to(BackendAddress.parse("tcp:no-such-host.invalid:110"));
      e = assertThrows(ProxyException.class, () -> Proxy.start(nowhere));
      assertEquals(true, e.usage());
    }
  }
}
