package org.stlspec.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stlspec.proxy.posix.Rights;
import org.stlspec.proxy.tls.Certificate;

/** A renewed certificate, which only root can read, reaches clients of a confined process. */
@Timeout(180)
@EnabledOnOs(OS.LINUX)
class SeparatedReloadTest {
  private static final Certificate OLD = Certificate.selfSigned("localhost");
  private static final Certificate NEW = Certificate.selfSigned("localhost");

  @TempDir private Path folder;

  @BeforeEach
  void prepare() throws IOException {
    assumeTrue(Rights.root(), "rights can be given up by root only");
    Files.writeString(folder.resolve("pop3.sh"), Launched.POP3);
    OLD.writePem(cert(), key());
  }

  private Path cert() {
    return folder.resolve("cert.pem");
  }

  private Path key() {
    return folder.resolve("key.pem");
  }

  private Separated start(String... more) throws Exception {
    var words = new ArrayList<>(List.of("--cert=" + cert(), "--key=" + key()));
    words.add("--chroot=" + Files.createDirectory(folder.resolve("root")));
    words.add("--backend=exec:sh " + folder.resolve("pop3.sh"));
    words.addAll(List.of(more));
    return new Separated(words.toArray(String[]::new));
  }

  private static SSLSocket handshake(Separated proxy) throws IOException {
    Socket client = proxy.client();
    Launched.expect(client, "+OK <1.2@shell>\r\n");
    Launched.say(client, "STLS\r\n");
    Launched.expect(client, "+OK begin TLS\r\n");
    SSLSocket tls = Launched.encrypted(client);
    tls.startHandshake();
    return tls;
  }

  private static void assertShows(Certificate expected, Separated proxy) throws IOException {
    try (SSLSocket tls = handshake(proxy)) {
      var shown = (X509Certificate) tls.getSession().getPeerCertificates()[0];
      assertEquals(expected.chain()[0].getSerialNumber(), shown.getSerialNumber());
    }
  }

  private static String serial(Certificate certificate) {
    return "serial=" + certificate.chain()[0].getSerialNumber().toString(16);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--key-process"})
  void hangupUnderLoadLosesNoSession(String option) throws Exception {
    try (var proxy = option.isEmpty() ? start() : start(option);
        SSLSocket open = handshake(proxy)) {
      var busy = new AtomicBoolean(true);
      var done = new AtomicInteger();
      var pool = Executors.newFixedThreadPool(3);
      List<Future<Boolean>> loads = new ArrayList<>();
      IntStream.range(0, 3).forEach(i -> loads.add(pool.submit(load(proxy, busy, done))));
      for (Certificate next : List.of(NEW, OLD, NEW, OLD, NEW)) {
        next.writePem(cert(), key());
        Separated.signal(proxy.launcher.pid(), "HUP");
        proxy.logged("reload subject=\"CN=localhost\" " + serial(next));
        assertShows(next, proxy);
      }
      busy.set(false);
      for (var load : loads) load.get();
      pool.shutdown();
      assertTrue(done.get() >= 3, "too little load: " + done);
      Launched.say(open, "USER still\r\n");
      Launched.expect(open, "+OK USER\r\n");
    }
  }

  private static Callable<Boolean> load(Separated proxy, AtomicBoolean busy, AtomicInteger done) {
    return () -> {
      do {
        try (Socket client = proxy.client()) {
          Launched.dialogue(client);
        }
        done.incrementAndGet();
      } while (busy.get());
      return true;
    };
  }

  @Test
  void aPairOfNoUseLeavesTheOldOne() throws Exception {
    try (var proxy = start()) {
      Files.writeString(key(), "half");
      Separated.signal(proxy.launcher.pid(), "HUP");
      proxy.logged("reload failed=\"");
      assertShows(OLD, proxy);
    }
  }

  @Test
  void aKeyProcessThatIsKilledIsReplaced() throws Exception {
    try (var proxy = start("--key-process")) {
      assertShows(OLD, proxy);
      ProcessHandle key = keyProcess(proxy);
      String status = Files.readString(Path.of("/proc", String.valueOf(key.pid()), "status"));
      assertTrue(status.contains("Uid:\t" + Separated.USER), status);
      assertTrue(status.contains("NoNewPrivs:\t1"), status);
      assertTrue(status.contains("CapEff:\t0000000000000000"), status);
      Separated.signal(key.pid(), "KILL");
      proxy.logged("launcher ended=\"key process, signal 9\"");
      proxy.logged("reload subject=");
      assertShows(OLD, proxy);
      Separated.signal(proxy.launcher.pid(), "TERM");
      assertEquals(0, proxy.exit());
    }
  }

  private static ProcessHandle keyProcess(Separated proxy) {
    return proxy
        .launcher
        .children()
        .filter(child -> child.pid() != proxy.network)
        .findFirst()
        .orElseThrow();
  }
}
