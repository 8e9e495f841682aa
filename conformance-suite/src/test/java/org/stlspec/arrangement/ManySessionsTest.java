package org.stlspec.arrangement;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stlspec.wire.Account;
import org.stlspec.wire.Client;

/** A program for each of many sessions, and afterwards the proxy holds what it held before. */
@Timeout(240)
@EnabledOnOs(OS.LINUX)
class ManySessionsTest {
  private static final int AT_ONCE = 200;

  @TempDir private Path folder;

  private static void session(Daemon daemon) {
    try (Client client = daemon.client()) {
      client.secured().login(Account.ALICE);
      client.command("QUIT").ok();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aThousandInARowLeaveNothingBehind(Privileges privileges) throws Exception {
    try (Daemon daemon = Daemon.start(folder, Pop3Script.in(folder), privileges)) {
      session(daemon);
      daemon.log().line("exit=");
      Holdings before = daemon.holdings();
      for (int i = 0; i < 1000; i++) session(daemon);
      before.regainedBy(daemon.handle());
    }
  }

  @ParameterizedTest
  @EnumSource
  void twoHundredAtOnceLeaveNothingBehind(Privileges privileges) throws Exception {
    try (Daemon daemon = Daemon.start(folder, Pop3Script.in(folder), privileges)) {
      var idle = daemon.holdings();
      // What is opened once and kept, by the JVM too, is open after this.
      atOnce(daemon);
      new Holdings(Long.MAX_VALUE, Long.MAX_VALUE, idle.processes()).regainedBy(daemon.handle());
      Holdings before = daemon.holdings();
      atOnce(daemon);
      before.regainedBy(daemon.handle());
    }
  }

  /** None leaves before all have logged in. */
  private static void atOnce(Daemon daemon) throws Exception {
    var all = new CyclicBarrier(AT_ONCE);
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    var sessions = new ArrayList<Callable<Void>>();
    for (int i = 0; i < AT_ONCE; i++) sessions.add(() -> sessionThatWaits(daemon, all));
    List<Future<Void>> ended = threads.invokeAll(sessions);
    threads.shutdown();
    for (Future<Void> one : ended) one.get();
  }

  private static Void sessionThatWaits(Daemon daemon, CyclicBarrier all) throws Exception {
    try (Client client = daemon.client()) {
      client.secured().login(Account.ALICE);
      all.await(60, TimeUnit.SECONDS);
      client.command("QUIT").ok();
      return null;
    }
  }
}
