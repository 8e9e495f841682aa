package org.stlspec.wire;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** TLS on the JDK's engine. */
final class JsseLayer implements TlsLayer {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final SSLEngine engine;
  private final OctetQueue incoming = new OctetQueue();
  private final ByteArrayOutputStream plaintext = new ByteArrayOutputStream();
  private final ByteArrayOutputStream outgoing = new ByteArrayOutputStream();
  private final ByteBuffer plain;
  private final ByteBuffer record;
  private final long begun = System.currentTimeMillis();
  private String failure = "";
  private boolean closedByPeer;
  private boolean established;

  JsseLayer(TlsOptions options) {
    engine = options.tickets().engine();
    engine.setUseClientMode(true);
    engine.setEnabledProtocols(options.versions().toArray(new String[0]));
    var parameters = engine.getSSLParameters();
    parameters.setApplicationProtocols(options.alpn().toArray(new String[0]));
    if (!options.serverName().isEmpty()) {
      parameters.setServerNames(List.of(new SNIHostName(options.serverName())));
    }
    engine.setSSLParameters(parameters);
    plain = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
    record = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
  }

  @Override
  public byte[] hello() {
    guarded(
        () -> {
          engine.beginHandshake();
          advance();
        });
    return outgoing();
  }

  @Override
  public void feed(byte[] octets) {
    incoming.add(octets);
    guarded(this::advance);
  }

  private void advance() throws SSLException {
    boolean more = true;
    while (more) {
      more =
          switch (engine.getHandshakeStatus()) {
            case NEED_TASK -> runTasks();
            case NEED_WRAP -> wrap(NOTHING);
            default -> unwrap();
          };
    }
  }

  private boolean runTasks() {
    for (Runnable task; (task = engine.getDelegatedTask()) != null; ) {
      task.run();
    }
    return true;
  }

  private boolean wrap(ByteBuffer from) throws SSLException {
    record.clear();
    SSLEngineResult result = engine.wrap(from, record);
    outgoing.write(record.array(), 0, record.position());
    note(result);
    return result.getStatus() == Status.OK;
  }

  private boolean unwrap() throws SSLException {
    if (incoming.size() == 0 || engine.isInboundDone()) {
      return false;
    }
    byte[] octets = incoming.takeAll();
    var from = ByteBuffer.wrap(octets);
    plain.clear();
    SSLEngineResult result = engine.unwrap(from, plain);
    plaintext.write(plain.array(), 0, plain.position());
    byte[] rest = new byte[from.remaining()];
    from.get(rest);
    incoming.add(rest);
    note(result);
    closedByPeer |= result.getStatus() == Status.CLOSED;
    return result.getStatus() == Status.OK
        && (result.bytesConsumed() > 0
            || result.getHandshakeStatus() != HandshakeStatus.NEED_UNWRAP);
  }

  private void note(SSLEngineResult result) {
    established |= result.getHandshakeStatus() == HandshakeStatus.FINISHED;
  }

  @Override
  public void seal(byte[] octets) {
    guarded(
        () -> {
          var from = ByteBuffer.wrap(octets);
          while (from.hasRemaining() && wrap(from)) {
            // one record a turn
          }
        });
  }

  @Override
  public void closeNotify() {
    guarded(
        () -> {
          engine.closeOutbound();
          while (!engine.isOutboundDone() && wrap(NOTHING)) {
            // until the alert is out
          }
        });
  }

  private interface Step {
    void run() throws SSLException;
  }

  private void guarded(Step step) {
    if (!failure.isEmpty()) {
      return;
    }
    try {
      step.run();
    } catch (SSLException | RuntimeException e) {
      failure = "TLS: " + e.getMessage();
      flushAlert();
    }
  }

  private void flushAlert() {
    try {
      while (!engine.isOutboundDone()
          && engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP
          && wrap(NOTHING)) {
        // the engine's own alert
      }
    } catch (SSLException | RuntimeException e) {
      failure += ", " + e.getMessage();
    }
  }

  @Override
  public byte[] plaintext() {
    return drain(plaintext);
  }

  @Override
  public byte[] outgoing() {
    return drain(outgoing);
  }

  private static byte[] drain(ByteArrayOutputStream stream) {
    byte[] octets = stream.toByteArray();
    stream.reset();
    return octets;
  }

  @Override
  public boolean established() {
    return established && failure.isEmpty();
  }

  @Override
  public boolean closedByPeer() {
    return closedByPeer;
  }

  @Override
  public String failure() {
    return failure;
  }

  @Override
  public void renegotiate() {
    guarded(
        () -> {
          established = false;
          engine.beginHandshake();
          advance();
        });
  }

  @Override
  public TlsFacts facts() {
    var session = engine.getSession();
    String alpn = engine.getApplicationProtocol();
    return new TlsFacts(
        session.getProtocol(),
        session.getCipherSuite(),
        alpn == null ? "" : alpn,
        session.getCreationTime() < begun,
        chain(session));
  }

  private static List<X509Certificate> chain(SSLSession session) {
    try {
      return Stream.of(session.getPeerCertificates()).map(X509Certificate.class::cast).toList();
    } catch (SSLPeerUnverifiedException e) {
      return List.of();
    }
  }
}
