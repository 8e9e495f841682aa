package org.stlspec.bench;

import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.SslContext;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
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
import org.stlspec.proxy.tls.TlsEngine;
import org.stlspec.proxy.tls.TlsServer;

/**
 * What does a handshake take, by engine, certificate and version of TLS, and what does it take when
 * an earlier session is resumed? The client is in it, always the same one and the quickest there
 * is. The engine of the JDK needs 20,000 handshakes until it is as quick as it gets.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 15, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class HandshakeBenchmark {
  @Param({"BORINGSSL", "JSSE", "BC"})
  private TlsEngine engine = TlsEngine.JSSE;

  @Param({"EC_P256", "RSA_2048"})
  private Certificates certificate = Certificates.EC_P256;

  @Param({"TLSv1.3", "TLSv1.2"})
  private String protocol = "TLSv1.3";

  private final ByteBuf reply = Text.of("+OK\r\n");
  private TlsServer tls;
  private SslContext clients;

  /** For JMH, which fills in what is to be varied. */
  public HandshakeBenchmark() {}

  HandshakeBenchmark(TlsEngine engine, Certificates certificate, String protocol) {
    this.engine = engine;
    this.certificate = certificate;
    this.protocol = protocol;
  }

  @Setup
  public void start() throws GeneralSecurityException, SSLException {
    tls = new TlsServer(engine, certificate.make(), Duration.ofSeconds(30));
    clients = TlsPeer.quickest(protocol);
    handshake(Optional.of(1)); // leaves a session behind
  }

  /**
   * To the first reply inside TLS, before which BoringSSL sends no tickets; the server's octets.
   */
  @Benchmark
  public int full() {
    return handshake(Optional.empty());
  }

  /** Goes on from the last one; Bouncy Castle does not with TLS 1.3, and shakes hands in full. */
  @Benchmark
  public int resumed() {
    return handshake(Optional.of(1));
  }

  private int handshake(Optional<Integer> resumes) {
    EmbeddedChannel server = RecordBenchmark.served(tls);
    EmbeddedChannel client = TlsPeer.connected(clients, resumes);
    try {
      int octets = TlsPeer.carry(client, server);
      if (TlsPeer.suite(server).isEmpty()) throw new IllegalStateException("no cipher suite");
      server.writeOutbound(reply.duplicate());
      return octets + TlsPeer.carry(client, server);
    } finally {
      client.finishAndReleaseAll();
      server.finishAndReleaseAll();
    }
  }

  @TearDown
  public void stop() {
    tls.close();
  }
}
