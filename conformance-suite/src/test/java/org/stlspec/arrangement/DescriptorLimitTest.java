package org.stlspec.arrangement;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.stlspec.wire.Client;

/** No descriptor to be had for the next connection: those there go on, later ones are served. */
@Timeout(120)
@EnabledOnOs(OS.LINUX)
class DescriptorLimitTest {
  private static final int LIMIT = 80;

  @TempDir private Path folder;

  /** As {@code softlimit -o} does it, which the JVM would else raise as far as it may. */
  private Daemon limited() throws Exception {
    var words = new ArrayList<>(List.of("sh", "-c", "ulimit -Sn " + LIMIT + "; exec \"$@\"", "sh"));
    words.addAll(Jar.stlspec("proxy", "--listen", "127.0.0.1:0"));
    words.add(words.indexOf("-jar"), "-XX:-MaxFDLimit");
    words.addAll(List.of("--backend", Pop3Script.in(folder), "--max-connections", "1000"));
    return Daemon.start(folder, words);
  }

  @Test
  void whatIsOpenGoesOnAndAcceptingIsTakenUpAgain() throws Exception {
    try (Daemon daemon = limited();
        Client first = daemon.client()) {
      first.secured().command("NOOP").ok();
      Holdings before = daemon.holdings();
      var crowd = new ArrayList<Client>();
      for (int i = 0; i < 2 * LIMIT; i++) crowd.add(daemon.client().connect());
      String line = daemon.log().line("accept failed=");
      assertTrue(line.endsWith("Too many open files\""), line);
      first.command("NOOP").ok();
      crowd.forEach(Client::close);
      before.regainedBy(daemon.handle());
      assertTrue(servedAgain(daemon), "nobody is served any more");
      first.command("QUIT").ok();
    }
  }

  /** Those of the crowd that were not let in yet are before the next one in the kernel's queue. */
  private static boolean servedAgain(Daemon daemon) throws Exception {
    long end = System.nanoTime() + Daemon.PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      try (Client next = daemon.client()) {
        if (!next.greeting().positive()) continue;
        next.stls();
        next.command("QUIT").ok();
        return true;
      }
    }
    return false;
  }
}
