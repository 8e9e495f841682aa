package org.stlspec.bench;

import io.netty.buffer.ByteBuf;
import java.security.GeneralSecurityException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.stlspec.proxy.SessionInMemory;
import org.stlspec.proxy.tls.TlsEngine;

/**
 * What does a command before login take in the proxy: to be read and judged, relayed, and its reply
 * brought back? All in clear and in memory, through the session's own pipelines.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class CommandBenchmark {
  private final ByteBuf noop = Text.of("NOOP\r\n");
  private final ByteBuf stls = Text.of("STLS now\r\n");
  private final ByteBuf capa = Text.of("CAPA\r\n");
  private final ByteBuf ok = Text.of("+OK nothing done\r\n");
  private final ByteBuf capabilities =
      Text.of(
          """
          +OK capabilities
          TOP
          USER
          UIDL
          STLS
          RESP-CODES
          PIPELINING
          AUTH-RESP-CODE
          SASL PLAIN LOGIN
          EXPIRE 60
          IMPLEMENTATION x
          .
          """
              .replace("\n", "\r\n"));
  private SessionInMemory session;

  @Setup
  public void start() throws GeneralSecurityException, SSLException {
    session = new SessionInMemory(TlsEngine.JSSE);
    session.backend().writeInbound(Text.of("+OK <1.2@bench>\r\n"));
    TlsPeer.drain(session.client());
  }

  /** The reader of lines, the gate for STLS, lock-step. */
  @Benchmark
  public int relayed() {
    session.client().writeInbound(noop.duplicate());
    int octets = TlsPeer.drain(session.backend());
    session.backend().writeInbound(ok.duplicate());
    return octets + TlsPeer.drain(session.client());
  }

  /** The gate alone: STLS with an argument is refused by the proxy itself. */
  @Benchmark
  public int refusedStls() {
    session.client().writeInbound(stls.duplicate());
    return TlsPeer.drain(session.client());
  }

  /** The list of the backend, a line at a time, with STLS where it belongs. */
  @Benchmark
  public int rewrittenCapa() {
    session.client().writeInbound(capa.duplicate());
    int octets = TlsPeer.drain(session.backend());
    session.backend().writeInbound(capabilities.duplicate());
    return octets + TlsPeer.drain(session.client());
  }

  @TearDown
  public void stop() {
    session.close();
  }
}
