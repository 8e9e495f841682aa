package org.stlspec.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.stlspec.load.maildrop.MailServer;
import org.stlspec.load.maildrop.Maildrop;
import org.stlspec.proxy.tls.TlsEngine;
import org.stlspec.target.EmbeddedTarget;
import org.stlspec.target.TargetTrouble;

/**
 * What does the proxy add on a real network, the loopback interface: to a message of 1 MiB, to a
 * command and its reply? DIRECT, without a proxy, is the baseline of the same run. Client, proxy
 * and backend share the machine, and the client does its TLS with the JDK, whatever the proxy does.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class LoopbackBenchmark {

  /** The way to the backend. */
  public enum Way {
    DIRECT,
    PLAIN,
    BORINGSSL,
    JSSE,
    BC;

    TlsEngine engine() {
      return this == DIRECT || this == PLAIN ? TlsEngine.JSSE : TlsEngine.valueOf(name());
    }

    boolean encrypted() {
      return this != DIRECT && this != PLAIN;
    }
  }

  @Param({"DIRECT", "PLAIN", "BORINGSSL", "JSSE", "BC"})
  private Way way = Way.DIRECT;

  private MailServer backend;
  private EmbeddedTarget proxy;
  private LoopbackClient client;

  @Setup
  public void start() throws IOException, TargetTrouble {
    var anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    backend = MailServer.start(anyPort, Maildrop.of(List.of(1024 * 1024)), 1);
    proxy = EmbeddedTarget.start(backend.address(), way.engine());
    client = new LoopbackClient(way == Way.DIRECT ? backend.address() : proxy.address());
    if (way.encrypted()) client.encrypt();
    client.command("USER alice");
    client.command("PASS wonderland");
  }

  @Benchmark
  public long message() throws IOException {
    return client.list("RETR 1");
  }

  @Benchmark
  public long roundTrip() throws IOException {
    return client.command("NOOP");
  }

  @TearDown
  public void stop() throws IOException {
    client.close();
    proxy.close();
    backend.close();
  }
}
