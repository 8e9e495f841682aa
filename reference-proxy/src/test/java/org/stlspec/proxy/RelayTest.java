package org.stlspec.proxy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
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
    try (var rig = Rig.afterLogin(engine, both);
        var client = rig.client()) {
      client.greeted().stls().login();
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
            Rig.afterLogin(
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
    try (var rig = Rig.afterLogin(flood, s -> s.eventLoops(1));
        var stuck = rig.client();
        var other = rig.client()) {
      (insideTls ? stuck.greeted().stls() : stuck.greeted()).login();
      long before;
      do {
        before = poured.get();
      } while (done.await(300, TimeUnit.MILLISECONDS) || poured.get() > before);
      // What fits into the kernel's buffers of four sockets, and two chunks.
      assertTrue(poured.get() < 40_000_000, poured.get() + " octets were taken in");
      assertEquals(1, done.getCount(), "the backend should be held up");
      other.greeted().login();
      swallow(other.socket().getInputStream(), 2_000 * 65_536L);
      swallow(stuck.socket().getInputStream(), 2_000 * 65_536L);
      stuck.eof();
    }
  }

  @ParameterizedTest
  @EnumSource
  void recordsMayComeInPartsAndSeveralAtOnce(TlsEngine engine) throws Exception {
    try (var rig = Rig.afterLogin(engine, FakeBackend.Connection::drain);
        var client = rig.client();
        var tls = EngineClient.loggedIn(client)) {
      for (byte octet : tls.wrap("NOOP 1\r\n")) tls.write(new byte[] {octet});
      var several = new ByteArrayOutputStream();
      for (String part : List.of("NO", "OP 2\r\n", "N")) several.writeBytes(tls.wrap(part));
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

  @Test
  @Timeout(60)
  void partsOfLinesAreForwardedWithoutWaiting() throws Exception {
    try (var rig =
            Rig.afterLogin(
                c -> {
                  c.read();
                  c.read();
                  c.send("abc");
                  c.drain();
                });
        var client = rig.client()) {
      client.greeted().stls().login().send("RE").expect("abc");
    }
  }
}
