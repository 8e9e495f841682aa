package org.stlspec.arrangement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.stlspec.proxy.tls.Certificate;
import org.stlspec.wire.Account;
import org.stlspec.wire.Client;

/** Life under daemontools, in the service folder of the README. */
@Timeout(300)
@EnabledOnOs(OS.LINUX)
class ServiceFolderTest {
  private static final Certificate OLD = Certificate.selfSigned("localhost");
  private static final Certificate NEW = Certificate.selfSigned("localhost");
  private static final int CLIENTS = 8;
  private static final int RENEWALS = 20;

  @TempDir private Path folder;

  private ServiceFolder service() throws Exception {
    return new ServiceFolder(folder, Pop3Script.in(folder), OLD);
  }

  private static void session(ServiceFolder service) {
    try (Client client = service.client()) {
      client.secured().login(Account.ALICE).command("QUIT").ok();
    }
  }

  @Test
  void multilogGetsOneLineAnEvent() throws Exception {
    try (ServiceFolder service = service()) {
      session(service);
      // Of two processes: either line may be the first.
      List<String> lines = service.log().linesWith("exit=\"0\"", "tls=\"TLSv1.3 ");
      for (String line : lines) {
        String event = "(warning: .*|(launcher|start|connection=\\d+|ready) .*)";
        assertTrue(line.matches("@[0-9a-f]{24} " + event), line);
      }
    }
  }

  @Test
  void onlyRootReadsTheKeyAndOnlyTheLoggerTheLog() throws Exception {
    try (ServiceFolder service = service()) {
      session(service);
      assertEquals("root rwx------", access("stlspec/tls"));
      assertEquals("root rw-------", access("stlspec/tls/key.pem"));
      assertEquals("daemon rwxr-x---", access("stlspec/log/main"));
    }
  }

  private String access(String name) throws Exception {
    Path file = folder.resolve(name);
    String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    return Files.getOwner(file).getName() + " " + mode;
  }

  @Test
  void termLetsSessionsEndAndSuperviseStartsItAnew() throws Exception {
    try (ServiceFolder service = service();
        Client open = service.client()) {
      open.secured().login(Account.ALICE);
      service.svc("-t");
      service.log().line(" drain connections=1");
      open.command("NOOP").ok();
      open.command("QUIT").ok();
      service.log().line(" stop cut=0");
      service.awaitReady();
      session(service);
    }
  }

  @Test
  void downStaysDown() throws Exception {
    try (ServiceFolder service = service()) {
      service.svc("-d");
      service.log().line(" stop cut=0");
      while (!service.state().contains(": down ")) Thread.sleep(10);
      service.svc("-u");
      service.awaitReady();
      session(service);
    }
  }

  @Test
  void manyRenewalsUnderLoadLoseNoSession() throws Exception {
    try (ServiceFolder service = service()) {
      var load = new Load(service);
      for (int i = 1; i <= RENEWALS; i++) {
        load.awaitSessions();
        service.renew(i % 2 == 0 ? OLD : NEW);
        service.svc("-h");
        service
            .log()
            .line(" reload subject=\"CN=localhost\" serial=" + serial(i % 2 == 0 ? OLD : NEW));
        Pinned.handshake(service.tls(), i % 2 == 0 ? OLD : NEW).close();
      }
      load.end();
    }
  }

  private static String serial(Certificate certificate) {
    return certificate.chain()[0].getSerialNumber().toString(16);
  }

  /** Sessions without end from several clients; its end fails if one of them was lost. */
  private static final class Load {
    private final AtomicBoolean enough = new AtomicBoolean();
    private final Semaphore ended = new Semaphore(0);
    private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    private final List<Future<Void>> clients = new ArrayList<>();

    Load(ServiceFolder service) {
      Callable<Void> sessions =
          () -> {
            while (!enough.get()) {
              session(service);
              ended.release();
            }
            return null;
          };
      for (int i = 0; i < CLIENTS; i++) clients.add(threads.submit(sessions));
    }

    /** As many as there are clients, so that each renewal meets some. */
    void awaitSessions() throws Exception {
      if (!ended.tryAcquire(CLIENTS, 60, TimeUnit.SECONDS)) end();
    }

    void end() throws Exception {
      enough.set(true);
      threads.shutdown();
      for (Future<Void> client : clients) client.get();
    }
  }

  @Test
  void theWholeSuitePasses() throws Exception {
    try (var service = new ServiceFolder(folder, new QmailChain(folder).backend(), OLD)) {
      SuiteRun.of(folder, service.stls()).passes(WholeSuiteTest.reasonsOfAServer());
    }
  }
}
