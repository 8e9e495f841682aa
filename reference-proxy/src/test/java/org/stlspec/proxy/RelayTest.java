package org.stlspec.proxy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.stlspec.proxy.tls.TlsEngine;

/** After login: blind, in both directions, without end in size but not in memory. */
class RelayTest {
  private static final int MANY = 20 * 1024 * 1024;

  /** The common pool has one thread on a small machine, and these tasks block each other. */
  private static final Executor THREADS = task -> new Thread(task, "relay-test").start();

  private static Rig rig(TlsEngine engine, FakeBackend.Dialogue afterLogin) throws Exception {
    return rig(afterLogin, s -> s.engine(engine));
  }

  private static Rig rig(FakeBackend.Dialogue afterLogin, UnaryOperator<ProxySettings> settings)
      throws Exception {
    return new Rig(
        c -> {
          c.send(FakeBackend.GREETING);
          c.line();
          c.send("+OK in\r\n");
          afterLogin.talk(c);
        },
        settings);
  }

  private static Client loggedIn(Client client) throws IOException {
    return client.send("APOP a b\r\n").expect("+OK in\r\n");
  }

  private static byte[] pour(OutputStream out, long octets, int seed) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      var sink = new DigestOutputStream(out, digest);
      var random = new Random(seed);
      byte[] chunk = new byte[10_007];
      for (long left = octets; left > 0; left -= chunk.length) {
        random.nextBytes(chunk);
        sink.write(chunk, 0, (int) Math.min(left, chunk.length));
      }
      return digest.digest();
    } catch (IOException | GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] swallow(InputStream in, long octets) throws Exception {
    var digest = MessageDigest.getInstance("SHA-256");
    var source = new DigestInputStream(in, digest);
    byte[] chunk = new byte[65_536];
    for (long left = octets; left > 0; ) {
      int n = source.read(chunk, 0, (int) Math.min(left, chunk.length));
      assertTrue(n > 0, "end after " + (octets - left));
      left -= n;
    }
    return digest.digest();
  }

  @ParameterizedTest
  @Tag("bulk")
  @EnumSource
  void twentyMegabytesBothWaysAtOnceArriveUnchanged(TlsEngine engine) throws Exception {
    var sent = new CompletableFuture<byte[]>();
    var received = new CompletableFuture<byte[]>();
    FakeBackend.Dialogue both =
        c -> {
          var up =
              CompletableFuture.supplyAsync(
                  () -> {
                    try {
                      return swallow(c.socket().getInputStream(), MANY);
                    } catch (Exception e) {
                      throw new AssertionError(e);
                    }
                  },
                  THREADS);
          sent.complete(pour(c.socket().getOutputStream(), MANY, 1));
          received.complete(up.join());
        };
    try (var rig = rig(engine, both);
        var client = rig.client()) {
      loggedIn(client.greeted().stls());
      OutputStream out = client.socket().getOutputStream();
      var up = CompletableFuture.supplyAsync(() -> pour(out, MANY, 2), THREADS);
      byte[] down = swallow(client.socket().getInputStream(), MANY);
      assertArrayEquals(sent.get(20, TimeUnit.SECONDS), down);
      assertArrayEquals(received.get(20, TimeUnit.SECONDS), up.join());
      client.eof();
      String line = rig.logged();
      assertTrue(line.contains(" out=" + (MANY + 39)), line);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsPipelinedBehindTheLoginIsForwardedExactlyOnce(TlsEngine engine) throws Exception {
    try (var rig =
            rig(
                engine,
                c -> {
                  c.send("+OK unasked\r\n");
                  c.line();
                  c.line();
                  c.line();
                });
        var client = rig.client()) {
      client.greeted().stls().send("PASS x\r\nSTAT\r\nNO\0OP\rX\r\n");
      client.expect("+OK in\r\n+OK unasked\r\n").send("LIST\r\n").eof();
      assertEquals(
          "PASS x\r\nSTAT\r\nNO\0OP\rX\r\nLIST\r\n", rig.backend.connection().transcript());
      client.raw().close();
      String line = rig.logged();
      assertTrue(line.contains(" in=35 out=52 "), line);
    }
  }

  @ParameterizedTest
  @Timeout(60)
  @CsvSource({"true", "false"})
  void aClientThatDoesNotReadHoldsUpTheBackendAndNobodyElse(boolean insideTls) throws Exception {
    var poured = new AtomicLong();
    var done = new CountDownLatch(1);
    FakeBackend.Dialogue flood =
        c -> {
          byte[] chunk = new byte[65_536];
          for (int i = 0; i < 2_000; i++) {
            c.socket().getOutputStream().write(chunk);
            poured.addAndGet(chunk.length);
          }
          done.countDown();
        };
    try (var rig = rig(flood, s -> s.eventLoops(1));
        var stuck = rig.client();
        var other = rig.client()) {
      loggedIn(insideTls ? stuck.greeted().stls() : stuck.greeted());
      long before;
      do {
        before = poured.get();
      } while (done.await(300, TimeUnit.MILLISECONDS) || poured.get() > before);
      // What fits into the kernel's buffers of four sockets, and two chunks.
      assertTrue(poured.get() < 40_000_000, poured.get() + " octets were taken in");
      assertEquals(1, done.getCount(), "the backend should be held up");
      loggedIn(other.greeted());
      swallow(other.socket().getInputStream(), 2_000 * 65_536L);
      swallow(stuck.socket().getInputStream(), 2_000 * 65_536L);
      stuck.eof();
    }
  }

  @Test
  void halfCloseInClearStillGetsTheReplies() throws Exception {
    try (var rig =
            rig(
                c -> {
                  c.drain();
                  c.send("+OK after the end\r\n");
                },
                s -> s);
        var client = rig.client()) {
      loggedIn(client.greeted()).send("QUIT\r\n");
      client.raw().shutdownOutput();
      client.expect("+OK after the end\r\n").eof();
      assertEquals("APOP a b\r\nQUIT\r\n", rig.backend.connection().transcript());
      String line = rig.logged();
      assertTrue(line.contains("end=\"client closed the connection\""), line);
      assertTrue(line.contains(" in=16 out=43 "), line);
    }
  }

  @Test
  void halfCloseBeforeLoginStillGetsTheReplies() throws Exception {
    try (var rig = new Rig();
        var client = rig.client()) {
      client.send("CAPA\r\nNOOP\r\nQUIT\r\nUNFINI");
      client.raw().shutdownOutput();
      client
          .greeted()
          .expect(FakeBackend.LIST.replace("stls\r\n", "").replace("UIDL\r\n", "UIDL\r\nSTLS\r\n"));
      client.expect("+OK NOOP\r\n+OK QUIT\r\n").eof();
      assertEquals("CAPA\r\nNOOP\r\nQUIT\r\n", rig.backend.connection().transcript());
    }
  }

  @Test
  void anUnfinishedLastLineBeforeLoginIsDropped() throws Exception {
    try (var rig = new Rig();
        var client = rig.client()) {
      client.greeted().send("NOOP\r\nQUI").expect("+OK NOOP\r\n");
      client.raw().shutdownOutput();
      client.eof();
      assertEquals("NOOP\r\n", rig.backend.connection().transcript());
    }
  }

  @ParameterizedTest
  @EnumSource
  void closeNotifyEndsTheInputAndAddsNothing(TlsEngine engine) throws Exception {
    try (var rig = rig(engine, FakeBackend.Connection::drain);
        var client = rig.client();
        var tls = new EngineClient(client.raw())) {
      client.greeted().send("STLS\r\n").expect("+OK begin TLS\r\n");
      tls.handshake();
      tls.send("APOP a b\r\n");
      assertEquals("+OK in\r\n", tls.line());
      tls.send("DELE 1\r\n");
      tls.engine.closeOutbound();
      tls.write(tls.wrap(new byte[0]));
      while (tls.unwrap()) {}
      assertEquals("APOP a b\r\nDELE 1\r\n", rig.backend.connection().transcript());
    }
  }

  @ParameterizedTest
  @EnumSource
  void recordsMayComeInPartsAndSeveralAtOnce(TlsEngine engine) throws Exception {
    try (var rig = rig(engine, FakeBackend.Connection::drain);
        var client = rig.client();
        var tls = loggedIn(new EngineClient(client.raw()), client)) {
      for (byte octet : tls.wrap(octets("NOOP 1\r\n"))) tls.write(new byte[] {octet});
      var several = new ByteArrayOutputStream();
      for (String part : List.of("NO", "OP 2\r\n", "N")) several.writeBytes(tls.wrap(octets(part)));
      byte[] three = several.toByteArray();
      tls.write(Arrays.copyOf(three, three.length - 1));
      tls.write(new byte[] {three[three.length - 1]});
      tls.send("OOP 3\r\n");
      tls.engine.closeOutbound();
      tls.write(tls.wrap(new byte[0]));
      while (tls.unwrap()) {}
      assertEquals(
          "APOP a b\r\nNOOP 1\r\nNOOP 2\r\nNOOP 3\r\n", rig.backend.connection().transcript());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aForgedRecordEndsTheSessionWithAnAlert(TlsEngine engine) throws Exception {
    try (var rig = rig(engine, FakeBackend.Connection::drain);
        var client = rig.client();
        var tls = loggedIn(new EngineClient(client.raw()), client)) {
      byte[] forged = tls.wrap(octets("DELE 1\r\n"));
      forged[forged.length - 1] ^= 1;
      tls.write(forged);
      var refused = assertThrows(SSLException.class, tls::unwrap);
      assertTrue(refused.getMessage().contains("bad_record_mac"), refused.getMessage());
      assertEquals("APOP a b\r\n", rig.backend.connection().transcript());
      String line = rig.logged();
      assertTrue(line.contains("end=\"client broke TLS: "), line);
    }
  }

  private static EngineClient loggedIn(EngineClient tls, Client client) throws IOException {
    client.greeted().send("STLS\r\n").expect("+OK begin TLS\r\n");
    tls.handshake();
    tls.send("APOP a b\r\n");
    assertEquals("+OK in\r\n", tls.line());
    return tls;
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @ParameterizedTest
  @EnumSource(names = {"JSSE"})
  void repliesStillArriveAfterCloseNotifyInTls13(TlsEngine engine) throws Exception {
    try (var rig =
            rig(
                engine,
                c -> {
                  c.drain();
                  c.send("+OK after the end\r\n");
                });
        var client = rig.client()) {
      loggedIn(client.greeted().stls()).send("QUIT\r\n");
      client.tlsSocket().shutdownOutput();
      client.expect("+OK after the end\r\n").eof();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aCutWithoutCloseNotifyEndsTheBackendWithoutAQuit(TlsEngine engine) throws Exception {
    try (var rig = rig(engine, FakeBackend.Connection::drain);
        var client = rig.client()) {
      loggedIn(client.greeted().stls()).send("DELE 1\r\nQUI");
      client.raw().shutdownOutput();
      assertEquals("APOP a b\r\nDELE 1\r\nQUI", rig.backend.connection().transcript());
      assertTrue(rig.logged().contains("without close_notify"));
    }
  }

  @Test
  void aClientThatStaysWhenTheBackendHasGoneIsLetGo() throws Exception {
    Limits limits = Limits.defaults().linger(Duration.ofMillis(100));
    try (var rig = rig(c -> c.send("+OK bye\r\n"), s -> s.limits(limits));
        var client = rig.client()) {
      loggedIn(client.greeted()).expect("+OK bye\r\n").eof();
      String line = rig.logged();
      assertTrue(line.contains("end=\"backend closed the connection\""), line);
    }
  }

  @Test
  void aResetIsToldFromAnEnd() throws Exception {
    try (var rig = rig(FakeBackend.Connection::drain, s -> s);
        var client = rig.client()) {
      loggedIn(client.greeted()).raw().setSoLinger(true, 0);
      client.raw().close();
      String line = rig.logged();
      assertTrue(line.contains("end=\"client failed: "), line);
    }
  }

  @Test
  void aBackendThatIsResetIsToldFromOneThatEnds() throws Exception {
    try (var rig =
            rig(
                c -> {
                  c.line();
                  c.socket().setSoLinger(true, 0);
                },
                s -> s);
        var client = rig.client()) {
      loggedIn(client.greeted()).send("STAT\r\n").eof();
      String line = rig.logged();
      assertTrue(line.contains("end=\"backend failed: "), line);
    }
  }

  @Test
  @Timeout(60)
  void partsOfLinesAreForwardedWithoutWaiting() throws Exception {
    try (var rig =
            rig(
                c -> {
                  c.read();
                  c.read();
                  c.send("abc");
                  c.drain();
                },
                s -> s);
        var client = rig.client()) {
      loggedIn(client.greeted().stls()).send("RE").expect("abc");
    }
  }

  @Test
  @Timeout(60)
  void aWriteThatStallsEndsTheSession() throws Exception {
    Limits limits =
        Limits.defaults().writeStall(Duration.ofMillis(300)).linger(Duration.ofMillis(100));
    try (var rig =
            rig(
                c -> {
                  while (true) c.socket().getOutputStream().write(new byte[65_536]);
                },
                s -> s.limits(limits));
        var client = rig.client()) {
      loggedIn(client.greeted());
      String line = rig.logged();
      assertTrue(line.contains("a write stalled"), line);
      rig.backend.connection().transcript();
    }
  }

  /** What waits to leave waits for less than the limit, however often somebody looks at it. */
  @Test
  @Timeout(60)
  void aClientThatReadsSlowlyIsNotCut() throws Exception {
    int portion = 640 << 10;
    int octets = 32 * portion;
    try (var rig =
            rig(
                c -> c.socket().getOutputStream().write(new byte[octets]),
                s -> s.limits(Limits.defaults().writeStall(Duration.ofMillis(1500))));
        var client = rig.client()) {
      client.raw().setReceiveBufferSize(64 << 10); // so that all the time something waits
      loggedIn(client.greeted());
      InputStream in = client.socket().getInputStream();
      for (int left = octets; left > 0; left -= portion) {
        Thread.sleep(80);
        assertEquals(portion, in.readNBytes(portion).length);
      }
      client.eof();
    }
  }

  @Test
  @Timeout(60)
  void activityInEitherDirectionRestartsTheIdleTime() throws Exception {
    // The other limits are over meanwhile, which is no matter for a session that stands still.
    Limits limits =
        Limits.defaults()
            .idle(Duration.ofSeconds(2))
            .greeting(Duration.ofSeconds(2))
            .writeStall(Duration.ofMillis(300));
    try (var rig =
            rig(
                c -> {
                  for (int i = 0; i < 8; i++) {
                    c.send("x");
                    Thread.sleep(300);
                  }
                  c.drain();
                },
                s -> s.limits(limits));
        var client = rig.client()) {
      loggedIn(client.greeted()).expect("xxxxxxxx").eof();
      String line = rig.logged();
      assertTrue(line.contains("idle for too long"), line);
      assertFalse(line.contains("-ERR"));
    }
  }
}
