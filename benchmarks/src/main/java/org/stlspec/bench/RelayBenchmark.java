package org.stlspec.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngine;
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
import org.stlspec.proxy.SessionInMemory;
import org.stlspec.proxy.tls.TlsEngine;
import org.stlspec.proxy.tls.TlsHandler;

/**
 * What does a chunk take after login, through both pipelines of the proxy and without a network: a
 * full buffer, a single line; from the backend and to it, in clear and encrypted by each engine?
 * What is allocated for it on a thread like those of the proxy ({@code -prof gc})?
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 2,
    jvmArgsAppend = {
      "-Djmh.executor=CUSTOM",
      "-Djmh.executor.class=org.stlspec.bench.EventLoopThreads",
      "-Dio.netty.leakDetection.level=disabled"
    })
public class RelayBenchmark {

  /** What is between proxy and client. */
  public enum Protection {
    PLAIN,
    BORINGSSL,
    JSSE,
    BC;

    TlsEngine engine() {
      return this == PLAIN ? TlsEngine.JSSE : TlsEngine.valueOf(name());
    }
  }

  @Param({"PLAIN", "BORINGSSL", "JSSE", "BC"})
  private Protection protection = Protection.PLAIN;

  @Param({"64", "16384"})
  private int octets = 64;

  private SessionInMemory session;
  private Optional<EmbeddedChannel> client = Optional.empty();
  private ByteBuf chunk;

  /** For JMH, which fills in what is to be varied. */
  public RelayBenchmark() {}

  RelayBenchmark(Protection protection, int octets) {
    this.protection = protection;
    this.octets = octets;
  }

  @Setup
  public void start() throws GeneralSecurityException, SSLException {
    chunk = Text.lines(octets);
    session = new SessionInMemory(protection.engine());
    session.backend().writeInbound(Text.of("+OK <1.2@bench>\r\n"));
    TlsPeer.drain(session.client());
    if (protection != Protection.PLAIN) encrypt();
    login();
    TlsPeer.drain(session.client());
    client.ifPresent(connected -> connected.pipeline().get(TlsHandler.class).relay());
  }

  private void encrypt() throws SSLException {
    session.client().writeInbound(Text.of("STLS\r\n"));
    TlsPeer.drain(session.client());
    SSLEngine engine = TlsPeer.quickest("TLSv1.3").newEngine(ByteBufAllocator.DEFAULT);
    client = Optional.of(new EmbeddedChannel(new TlsHandler(engine, false)));
    TlsPeer.carry(client.get(), session.client());
  }

  private void login() {
    for (String command : new String[] {"USER alice\r\n", "PASS wonderland\r\n"}) {
      say(Text.of(command));
      if (TlsPeer.drain(session.backend()) == 0) throw new IllegalStateException("no login");
      session.backend().writeInbound(Text.of("+OK\r\n"));
    }
  }

  private void say(ByteBuf octets) {
    if (client.isEmpty()) {
      session.client().writeInbound(octets);
    } else {
      client.get().writeOutbound(octets);
      TlsPeer.carry(client.get(), session.client());
    }
  }

  /** One chunk to the client, encrypted where it is, and its buffers given back. */
  @Benchmark
  public int relay() {
    return through(session.backend(), chunk.setIndex(0, octets), session.client());
  }

  /** One chunk to the backend, decrypted where it is; what the client has to do is in it. */
  @Benchmark
  public int command() {
    chunk.setIndex(0, octets);
    ByteBuf arriving = client.isPresent() ? protectedChunk(client.get()) : chunk;
    return through(session.client(), arriving, session.backend());
  }

  @SuppressWarnings("FutureReturnValueIgnored") // without a record the benchmark fails
  private ByteBuf protectedChunk(EmbeddedChannel client) {
    client.write(chunk, client.voidPromise());
    client.flush();
    return client.readOutbound();
  }

  private static int through(EmbeddedChannel from, ByteBuf octets, EmbeddedChannel to) {
    from.pipeline().fireChannelRead(octets);
    from.pipeline().fireChannelReadComplete();
    return TlsPeer.drain(to);
  }

  @TearDown
  public void stop() {
    client.ifPresent(EmbeddedChannel::finishAndReleaseAll);
    session.close();
  }
}
