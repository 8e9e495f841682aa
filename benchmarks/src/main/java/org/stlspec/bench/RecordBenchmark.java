package org.stlspec.bench;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.stlspec.proxy.tls.Certificate;
import org.stlspec.proxy.tls.TlsEngine;
import org.stlspec.proxy.tls.TlsServer;

/**
 * What does it take to encrypt, and to decrypt, 16 KiB on the server's side, by engine and cipher
 * suite? Through the TLS handler that the proxy uses, without the proxy.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class RecordBenchmark {
  private static final int RECORD = 16 * 1024;
  private static final int BATCH = 32;

  /** The two ends of a TLS connection. */
  @State(Scope.Thread)
  public static class Connection {
    /** Bouncy Castle has no ChaCha20 here. */
    @Param({
      "BORINGSSL TLS_AES_128_GCM_SHA256",
      "BORINGSSL TLS_AES_256_GCM_SHA384",
      "BORINGSSL TLS_CHACHA20_POLY1305_SHA256",
      "BORINGSSL TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
      "BORINGSSL TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
      "BORINGSSL TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
      "JSSE TLS_AES_128_GCM_SHA256",
      "JSSE TLS_AES_256_GCM_SHA384",
      "JSSE TLS_CHACHA20_POLY1305_SHA256",
      "JSSE TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
      "JSSE TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
      "JSSE TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
      "BC TLS_AES_128_GCM_SHA256",
      "BC TLS_AES_256_GCM_SHA384",
      "BC TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
      "BC TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"
    })
    private String engineAndSuite = "JSSE TLS_AES_128_GCM_SHA256";

    private final ByteBuf octets = Text.lines(RECORD);
    private TlsServer tls;
    private EmbeddedChannel server;
    private EmbeddedChannel client;

    @Setup
    public void start() throws GeneralSecurityException, SSLException {
      String[] parts = engineAndSuite.split(" ", 2);
      var engine = TlsEngine.valueOf(parts[0]);
      String suite = parts[1];
      tls = new TlsServer(engine, Certificate.selfSigned("localhost"), Duration.ofSeconds(30));
      server = served(tls);
      String protocol = suite.startsWith("TLS_ECDHE") ? "TLSv1.2" : "TLSv1.3";
      client = TlsPeer.connected(TlsPeer.offering(protocol, suite), Optional.empty());
      TlsPeer.carry(client, server);
      String agreed = TlsPeer.suite(server);
      if (!agreed.equals(suite)) throw new IllegalStateException("not " + suite + ": " + agreed);
    }

    @TearDown
    public void stop() {
      client.finishAndReleaseAll();
      server.finishAndReleaseAll();
      tls.close();
    }
  }

  static EmbeddedChannel served(TlsServer tls) {
    var channel = new EmbeddedChannel();
    channel.pipeline().addLast("network", new ChannelInboundHandlerAdapter());
    tls.install(channel, "network", TlsServer.Start.NOW);
    return channel;
  }

  @Benchmark
  public int wrap(Connection connection) {
    connection.server.writeOutbound(connection.octets.duplicate());
    return TlsPeer.drain(connection.server);
  }

  /** Records that a client has made before, since no record can be decrypted twice. */
  @State(Scope.Thread)
  public static class Received {
    private final List<ByteBuf> records = new ArrayList<>();
    private EmbeddedChannel server;

    @Setup(Level.Invocation)
    public void encrypt(Connection connection) {
      server = connection.server; // JMH gives the benchmark itself another one
      for (int i = 0; i < BATCH; i++)
        connection.client.writeOutbound(connection.octets.duplicate());
      ByteBuf next = connection.client.readOutbound();
      for (; next != null; next = connection.client.readOutbound()) records.add(next);
    }
  }

  @Benchmark
  @OperationsPerInvocation(BATCH)
  public int unwrap(Received received) {
    received.records.forEach(received.server::writeInbound);
    received.records.clear();
    int arrived = 0;
    ByteBuf next = received.server.readInbound();
    for (; next != null; next = received.server.readInbound()) {
      arrived += next.readableBytes();
      next.release();
    }
    if (arrived != BATCH * RECORD) throw new IllegalStateException(arrived + " octets");
    return arrived;
  }
}
