package org.stlspec.proxy.tls;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/** The server side of TLS, ready to be put into pipelines; safe for use by many threads. */
public final class TlsServer implements AutoCloseable {

  /** When the handshake begins. */
  public enum Start {
    /** At once: implicit TLS (RFC 8314). */
    NOW,
    /** Behind the next write, which goes out in clear: the {@code +OK} to STLS. */
    AFTER_NEXT_WRITE
  }

  private final TlsEngine engine;
  private final Duration handshakeLimit;

  /** Held to make an engine, which then holds for itself what it needs of its maker. */
  private final ReadWriteLock lock = new ReentrantReadWriteLock();

  private Shown shown;
  private boolean closed;

  /** What engines are made of; it takes part in the certificate's key until it is closed. */
  private record Shown(Engines engines, Certificate certificate) {

    static Shown of(TlsEngine engine, Certificate certificate)
        throws GeneralSecurityException, SSLException {
      certificate.hold();
      try {
        return new Shown(Engines.of(engine, certificate), certificate);
      } catch (GeneralSecurityException | SSLException | RuntimeException e) {
        certificate.close();
        throw e;
      }
    }

    void close() {
      engines.close();
      certificate.close();
    }
  }

  /**
   * Prepares the engines.
   *
   * @param handshakeLimit total time for a handshake, from its start to its end
   * @throws SSLException if the engine is not available here
   */
  public TlsServer(TlsEngine engine, Certificate certificate, Duration handshakeLimit)
      throws GeneralSecurityException, SSLException {
    this.engine = engine.resolved();
    this.shown = Shown.of(this.engine, certificate);
    this.handshakeLimit = handshakeLimit;
  }

  /**
   * Shows another certificate from now on. Handshakes and connections under way go on as they
   * began.
   *
   * @throws GeneralSecurityException if the engine has no use for it, and shows the old one
   * @throws SSLException likewise
   */
  public void certificate(Certificate certificate) throws GeneralSecurityException, SSLException {
    replace(Shown.of(engine, certificate)).close();
  }

  /** Whichever is of no use any more. */
  private Shown replace(Shown other) {
    lock.writeLock().lock();
    try {
      if (closed) return other;
      Shown old = shown;
      shown = other;
      return old;
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Not while certificates are exchanged: the old one may be closed then. */
  private TlsHandler next(Channel channel, Start start) {
    lock.readLock().lock();
    try {
      SSLEngine next = shown.engines.next(channel.alloc());
      boolean startTls = start == Start.AFTER_NEXT_WRITE;
      var tls = new TlsHandler(next, startTls);
      Certificate certificate = shown.certificate;
      certificate.hold();
      tls.handshakeFuture().addListener(done -> certificate.close());
      return tls;
    } finally {
      lock.readLock().unlock();
    }
  }

  /**
   * Puts TLS into the pipeline, behind the handler of that name.
   *
   * @return the handler that encrypts
   */
  public TlsHandler install(Channel channel, String behind, Start start) {
    TlsHandler tls = next(channel, start);
    tls.setHandshakeTimeout(handshakeLimit.toNanos(), TimeUnit.NANOSECONDS);
    ChannelPipeline pipeline = channel.pipeline();
    pipeline.addAfter(behind, "tls", tls);
    if (engine == TlsEngine.BORINGSSL) pipeline.addAfter(behind, "alpn", new AlpnGate());
    return tls;
  }

  /** Which engine it is; never {@link TlsEngine#AUTO}. */
  public TlsEngine engine() {
    return engine;
  }

  /** Gives back what the engine holds outside the heap; connections under way are not disturbed. */
  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      if (!closed) shown.close();
      closed = true;
    } finally {
      lock.writeLock().unlock();
    }
  }
}
