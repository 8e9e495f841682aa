package org.stlspec.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.stlspec.proxy.tls.TlsEngine;
import org.stlspec.qmail.script.Script;
import org.stlspec.qmail.script.ScriptedBackend;
import org.stlspec.target.EmbeddedTarget;
import org.stlspec.target.TargetTrouble;
import org.stlspec.wire.Account;
import org.stlspec.wire.Client;
import org.stlspec.wire.Reply;
import org.stlspec.wire.Transcript;

/**
 * What does a whole POP3 session with STLS take through the reference proxy, by TLS engine? Client,
 * proxy and backend share the machine, so only the differences between engines mean something.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SessionBenchmark {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @Param({"BORINGSSL", "JSSE", "BC"})
  private TlsEngine engine = TlsEngine.AUTO;

  private ScriptedBackend backend;
  private EmbeddedTarget proxy;

  @Setup
  public void start() throws IOException, TargetTrouble {
    backend = ScriptedBackend.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    proxy = EmbeddedTarget.start(backend.address(), engine);
  }

  /** Greeting, STLS, full or resumed handshake, login, STAT, QUIT. */
  @Benchmark
  public Reply session() {
    backend.play(Script.modern()); // forgets what was logged so far
    try (var client = new Client(proxy.address(), PATIENCE, new Transcript())) {
      client.secured().login(Account.ALICE);
      client.command("STAT").ok();
      return client.command("QUIT").ok();
    }
  }

  @TearDown
  public void stop() {
    proxy.close();
    backend.close();
  }
}
