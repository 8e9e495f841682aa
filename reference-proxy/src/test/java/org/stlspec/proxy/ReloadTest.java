package org.stlspec.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stlspec.proxy.tls.Certificate;
import org.stlspec.proxy.tls.TlsEngine;
import org.stlspec.proxy.tls.TlsServer;

/** A new certificate while the proxy runs, and what the log says of the proxy's life. */
@ExtendWith(NoLeaks.class)
class ReloadTest {
  private static final Certificate OTHER = Certificate.selfSigned("localhost");

  /** A context that nobody gave back is reported when the next one is made. */
  @AfterAll
  static void lookForContexts() throws Exception {
    System.gc();
    for (int i = 0; i < 3; i++) {
      new TlsServer(TlsEngine.AUTO, OTHER, Duration.ofSeconds(1)).close();
    }
  }

  private static String event(Rig rig) throws InterruptedException {
    String line = rig.events.poll(20, TimeUnit.SECONDS);
    if (line == null) throw new AssertionError("no event was logged");
    return line;
  }

  private static X509Certificate shown(Client client) throws Exception {
    return (X509Certificate) client.tlsSocket().getSession().getPeerCertificates()[0];
  }

  private static void assertShows(Certificate expected, Rig rig) throws Exception {
    try (var client = rig.client().greeted().stls()) {
      assertEquals(expected.chain()[0], shown(client));
      client.send("QUIT\r\n").expect("+OK QUIT\r\n").eof();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSessionGoesOnAndTheNextHandshakeShowsTheNewCertificate(TlsEngine engine) throws Exception {
    try (var rig = new Rig(engine);
        var open = rig.client().greeted().stls()) {
      rig.proxy.certificate(OTHER);
      assertShows(OTHER, rig);
      open.send("NOOP\r\n").expect("+OK NOOP\r\n");
      assertEquals(Rig.CERTIFICATE.chain()[0], shown(open));
      open.send("QUIT\r\n").expect("+OK QUIT\r\n").eof();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aHandshakeUnderWayGoesOnWithTheOldOne(TlsEngine engine) throws Exception {
    try (var rig = new Rig(engine);
        var client = rig.client();
        var tls = new EngineClient(client.raw())) {
      client.greeted().send("STLS\r\n").expect("+OK begin TLS\r\n");
      byte[] hello = tls.hello();
      tls.write(java.util.Arrays.copyOf(hello, 50));
      rig.proxy.certificate(OTHER);
      tls.write(java.util.Arrays.copyOfRange(hello, 50, hello.length));
      tls.handshake();
      tls.send("NOOP\r\n");
      assertEquals("+OK NOOP\r\n", tls.line());
      assertEquals(Rig.CERTIFICATE.chain()[0], tls.engine.getSession().getPeerCertificates()[0]);
    }
  }

  @ParameterizedTest
  @Tag("bulk")
  @EnumSource
  void noHandshakeFailsWhileCertificatesChange(TlsEngine engine) throws Exception {
    try (var rig = new Rig(engine)) {
      var stream = new Stream(rig);
      for (int i = 1; i <= 50; i++) {
        stream.awaitHandshake();
        rig.proxy.certificate(i % 2 == 0 ? Rig.CERTIFICATE : OTHER);
      }
      stream.end();
    }
  }

  /** Handshakes without end on two threads; its end fails if one of them has failed. */
  private static final class Stream {
    private final AtomicBoolean enough = new AtomicBoolean();
    private final Semaphore made = new Semaphore(0);
    private final Rig rig;
    private volatile Throwable failure;
    private final List<Thread> threads = List.of(new Thread(this::run), new Thread(this::run));

    Stream(Rig rig) {
      this.rig = rig;
      threads.forEach(Thread::start);
    }

    private void run() {
      try {
        while (!enough.get()) {
          try (var client = rig.client().greeted().stls()) {
            client.send("QUIT\r\n").expect("+OK QUIT\r\n").eof();
          }
          made.release();
        }
      } catch (Exception | AssertionError e) {
        failure = e;
      }
    }

    void awaitHandshake() throws InterruptedException {
      if (!made.tryAcquire(20, TimeUnit.SECONDS)) throw new AssertionError("stuck", failure);
    }

    void end() throws InterruptedException {
      enough.set(true);
      for (Thread thread : threads) thread.join();
      if (failure != null) throw new AssertionError("a handshake failed", failure);
    }
  }

  @Test
  void whatCannotBeReadLeavesTheOldOneAndSaysSo(@TempDir Path folder) throws Exception {
    Path cert = folder.resolve("cert.pem");
    Path key = folder.resolve("key.pem");
    try (var rig = new Rig()) {
      assertTrue(event(rig).startsWith("start "));
      assertFalse(rig.proxy.reload(cert, key));
      assertEquals("reload failed=\"no such file: " + cert + "\"", event(rig));
      OTHER.writePem(cert, key);
      assertTrue(rig.proxy.reload(cert, key));
      assertTrue(event(rig).startsWith("reload subject=\"CN=localhost\" serial="));
      assertShows(OTHER, rig);
      Certificate.selfSigned("localhost").writePem(folder.resolve("half.pem"), key);
      assertFalse(rig.proxy.reload(cert, key));
      assertTrue(event(rig).contains("does not match"));
      Files.writeString(cert, "no \"PEM\"\n");
      assertFalse(rig.proxy.reload(cert, key));
      assertTrue(event(rig).matches("reload failed=\"[ -~]*\""));
      assertShows(OTHER, rig);
    }
  }

  @Test
  void aCertificateForAClosedProxyIsGivenBack() throws Exception {
    try (var rig = new Rig()) {
      rig.proxy.close();
      rig.proxy.certificate(OTHER);
    }
  }

  @Test
  void startReloadAndEndAreALineEach() throws Exception {
    try (var rig = new Rig(TlsEngine.JSSE);
        var client = rig.client()) {
      client.greeted();
      String at = "127.0.0.1:" + rig.proxy.stlsAddress().orElseThrow().getPort();
      String backend = "backend=\"" + rig.backend.address() + "\"";
      assertEquals(
          "start listen=" + at + " listen-tls=none " + backend + " engine=jsse", event(rig));
      rig.proxy.certificate(OTHER);
      assertTrue(event(rig).matches("reload subject=\"CN=localhost\" serial=\\w+ until=\\S+Z"));
      rig.proxy.drain(Duration.ofMillis(50));
      assertEquals("drain connections=1", event(rig));
      assertEquals("stop cut=1", event(rig));
    }
  }

  @Test
  void settingsThatCannotBeLeaveNoEvent() throws Exception {
    try (var rig = new Rig()) {
      var busy = ProxySettings.to(rig.backend.address()).listen(rig.proxy.stlsAddress().get());
      var lines = new java.util.concurrent.LinkedBlockingQueue<String>();
      assertThrows(ProxyException.class, () -> Proxy.start(busy.log(lines::add)));
      assertEquals(0, lines.size());
    }
  }
}
