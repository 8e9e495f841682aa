package org.stlspec.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.stlspec.proxy.posix.Child;
import org.stlspec.proxy.privsep.StartedKeyProcess;
import org.stlspec.proxy.tls.Certificate;
import org.stlspec.proxy.tls.Certificates;
import org.stlspec.proxy.tls.TlsEngine;

/** A proxy whose key is in another process. */
@EnabledOnOs(OS.LINUX)
@ExtendWith(NoLeaks.class)
class KeyProcessTest {
  private static final int STOP = 19;
  private static final int GO_ON = 18;

  @TempDir Path folder;
  private final BlockingQueue<String> log = new LinkedBlockingQueue<>();
  private final List<StartedKeyProcess> processes = new ArrayList<>();

  /** Whoever holds a certificate too long keeps its process alive. */
  @AfterEach
  void allProcessesEnd() throws Exception {
    for (StartedKeyProcess process : processes) {
      process.child().signal(GO_ON);
      awaitEnd(process);
    }
  }

  private static void awaitEnd(StartedKeyProcess process) throws Exception {
    await(() -> process.child().ended().isPresent(), "the key process lives on");
  }

  private static void await(Callable<Boolean> condition, String otherwise) throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.call()) {
      assertTrue(System.nanoTime() < deadline, otherwise);
      Thread.sleep(10);
    }
  }

  private Certificate elsewhere(Certificate certificate) throws Exception {
    Path chain = folder.resolve("chain.pem");
    Path key = folder.resolve("key.pem");
    certificate.writePem(chain, key);
    var process = StartedKeyProcess.start(chain, key, Optional.empty(), 0, Optional.empty());
    processes.add(process);
    return Certificate.of(process.chain(), process.socket(), log::add);
  }

  private Rig rig(TlsEngine engine, Certificate certificate) throws Exception {
    try (Certificate remote = elsewhere(certificate)) {
      return new Rig(FakeBackend::pop3, s -> s.engine(engine).certificate(remote));
    }
  }

  private static void quit(Client client) throws IOException {
    client.send("QUIT\r\n").expect("+OK QUIT\r\n").eof();
  }

  @ParameterizedTest
  @CsvSource({
    "BORINGSSL,RSA", "BORINGSSL,secp256r1", "BORINGSSL,secp384r1",
    "JSSE,RSA", "JSSE,secp256r1", "JSSE,secp384r1",
    "BC,RSA", "BC,secp256r1", "BC,secp384r1"
  })
  void handshakesAreSignedElsewhere(TlsEngine engine, String kind) throws Exception {
    Certificate certificate = Certificates.of(kind);
    try (var rig = rig(engine, certificate)) {
      for (String version : List.of("TLSv1.2", "TLSv1.3")) {
        try (var client = rig.client().greeted().stls(version)) {
          assertEquals(version, client.tlsSocket().getSession().getProtocol());
          assertEquals(
              certificate.chain()[0], client.tlsSocket().getSession().getPeerCertificates()[0]);
          quit(client);
        }
      }
    }
    assertEquals(0, log.size());
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AUTO")
  void sessionsLiveOnWhenTheKeyProcessIsKilledAndHandshakesFailAtOnce(TlsEngine engine)
      throws Exception {
    try (var rig = rig(engine, Rig.CERTIFICATE);
        var open = rig.client().greeted().stls()) {
      processes.get(0).child().signal(Child.SIGKILL);
      long start = System.nanoTime();
      for (int i = 0; i < 3; i++) {
        try (var client = rig.client().greeted()) {
          assertThrows(IOException.class, client::stls);
          String line = rig.logged();
          assertTrue(line.contains(" tls=\"plain\" "), line);
        }
      }
      assertTrue(System.nanoTime() - start < Duration.ofSeconds(20).toNanos());
      open.send("NOOP\r\n").expect("+OK NOOP\r\n");
      quit(open);
    }
    assertTrue(log.take().startsWith("key failed=\""));
    assertEquals(0, log.size());
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AUTO")
  void aKeyProcessThatHangsDelaysAndServesAgainWhenItGoesOn(TlsEngine engine) throws Exception {
    try (var rig = rig(engine, Rig.CERTIFICATE)) {
      stop(processes.get(0).child());
      for (int i = 0; i < 3; i++) {
        try (var client = rig.client().greeted()) {
          assertThrows(IOException.class, client::stls);
        }
      }
      assertEquals("key failed=\"the key process does not answer\"", log.take());
      processes.get(0).child().signal(GO_ON);
      await(() -> handshaken(rig), "no handshake any more");
      assertEquals("key answers=again", log.take());
    }
  }

  /** A process goes on for a moment until each of its threads has seen the signal. */
  private static void stop(Child child) throws Exception {
    child.signal(STOP);
    await(() -> stopped(Path.of("/proc/" + child.pid() + "/task")), "the key process runs on");
  }

  private static boolean stopped(Path threads) throws IOException {
    try (var all = Files.newDirectoryStream(threads)) {
      for (Path one : all) {
        if (!Files.readString(one.resolve("status")).contains("State:\tT")) return false;
      }
      return true;
    }
  }

  private static boolean handshaken(Rig rig) throws Exception {
    try (var client = rig.client().greeted().stls()) {
      quit(client);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AUTO")
  void manyAskAtOnce(TlsEngine engine) throws Exception {
    int many = 200;
    var together = new CyclicBarrier(many);
    var threads = Executors.newFixedThreadPool(many);
    try (var rig = rig(engine, Rig.CERTIFICATE)) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < many; i++) all.add(threads.submit(() -> one(rig, together)));
      for (Future<?> each : all) each.get(60, TimeUnit.SECONDS);
    } finally {
      threads.shutdownNow();
    }
    assertEquals(0, log.size());
  }

  private static Void one(Rig rig, CyclicBarrier together) throws Exception {
    try (var client = rig.client().greeted().send("STLS\r\n").expect("+OK begin TLS\r\n")) {
      together.await(20, TimeUnit.SECONDS);
      quit(client.tls());
    }
    return null;
  }

  /** With the holder killed only such handshakes succeed as it is not asked in. */
  @ParameterizedTest
  @CsvSource({"BORINGSSL,TLSv1.2", "JSSE,TLSv1.2", "JSSE,TLSv1.3", "BC,TLSv1.2"})
  void resumptionAsksForNoSignature(TlsEngine engine, String version) throws Exception {
    SSLContext context = Client.context();
    try (var rig = rig(engine, Rig.CERTIFICATE)) {
      try (var client = rig.client().greeted()) {
        quit(client.stls(context, version));
      }
      processes.get(0).child().signal(Child.SIGKILL);
      try (var client = rig.client().greeted()) {
        quit(client.stls(context, version));
      }
      try (var client = rig.client().greeted()) {
        assertThrows(IOException.class, () -> client.stls(version));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AUTO")
  void theOldKeyProcessServesTheHandshakesThatBeganWithItAndEnds(TlsEngine engine)
      throws Exception {
    Certificate other = Certificates.of("RSA");
    try (var rig = rig(engine, Rig.CERTIFICATE);
        var client = rig.client();
        var tls = new EngineClient(client.raw())) {
      client.greeted().send("STLS\r\n").expect("+OK begin TLS\r\n");
      try (Certificate next = elsewhere(other)) {
        rig.proxy.certificate(next);
      }
      try (var newcomer = rig.client().greeted().stls()) {
        assertEquals(other.chain()[0], newcomer.tlsSocket().getSession().getPeerCertificates()[0]);
      }
      assertEquals(Optional.empty(), processes.get(0).child().ended());
      tls.handshake();
      tls.send("NOOP\r\n");
      assertEquals("+OK NOOP\r\n", tls.line());
      assertEquals(Rig.CERTIFICATE.chain()[0], tls.engine.getSession().getPeerCertificates()[0]);
      awaitEnd(processes.remove(0));
      tls.send("NOOP\r\n");
      assertEquals("+OK NOOP\r\n", tls.line());
    }
  }

  @Test
  void anUnfinishedHandshakeKeepsTheOldKeyProcessNoLongerThanItLasts() throws Exception {
    try (var rig = rig(TlsEngine.AUTO, Rig.CERTIFICATE);
        var client = rig.client().greeted()) {
      client.send("STLS\r\n").expect("+OK begin TLS\r\n");
      rig.proxy.certificate(Certificates.of("secp256r1"));
      assertEquals(Optional.empty(), processes.get(0).child().ended());
      client.raw().close();
      awaitEnd(processes.remove(0));
    }
  }
}
