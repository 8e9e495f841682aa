package org.stlspec.standin;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import org.stlspec.proxy.tls.Certificate;

/** The server's end of TLS on the JDK's engine, without a socket: octets in, octets out. */
public final class TlsServer {
  static final SSLContext CONTEXT = context();
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final SSLEngine engine = CONTEXT.createSSLEngine();
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();
  private final ByteBuffer room = ByteBuffer.allocate(1 << 17);
  private ByteBuffer unread = NOTHING;

  /**
   * A server of one TLS version.
   *
   * @param alpn protocols it speaks; none: it takes no notice of ALPN
   */
  public TlsServer(String version, String... alpn) {
    engine.setUseClientMode(false);
    engine.setEnabledProtocols(new String[] {version});
    var parameters = engine.getSSLParameters();
    parameters.setApplicationProtocols(alpn);
    engine.setSSLParameters(parameters);
  }

  /** Takes octets of the client; what is to be sent back, its own alert included. */
  public byte[] answer(byte[] octets) {
    unread = joined(unread, octets);
    var out = new ByteArrayOutputStream();
    try {
      while (advanced(out)) {
        // until nothing moves any more
      }
    } catch (SSLException refused) {
      flushAlert(out);
    }
    return out.toByteArray();
  }

  private boolean advanced(ByteArrayOutputStream out) throws SSLException {
    return switch (engine.getHandshakeStatus()) {
      case NEED_TASK -> {
        engine.getDelegatedTask().run();
        yield true;
      }
      case NEED_WRAP -> wrapped(NOTHING, out);
      default -> unwrapped();
    };
  }

  private boolean wrapped(ByteBuffer from, ByteArrayOutputStream out) throws SSLException {
    room.clear();
    var result = engine.wrap(from, room);
    out.write(room.array(), 0, room.position());
    return result.getStatus() == Status.OK;
  }

  private boolean unwrapped() throws SSLException {
    room.clear();
    var result = engine.unwrap(unread, room);
    received.write(room.array(), 0, room.position());
    return result.getStatus() == Status.OK
        && (result.bytesConsumed() > 0
            || result.getHandshakeStatus() != HandshakeStatus.NEED_UNWRAP);
  }

  private void flushAlert(ByteArrayOutputStream out) {
    try {
      while (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP && wrapped(NOTHING, out)) {
        // the alert
      }
    } catch (SSLException e) {
      throw new IllegalStateException("no alert to send", e);
    }
  }

  private static ByteBuffer joined(ByteBuffer first, byte[] second) {
    ByteBuffer both = ByteBuffer.allocate(first.remaining() + second.length);
    return both.put(first).put(second).flip();
  }

  public boolean established() {
    return engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING
        && !engine.getSession().getProtocol().equals("NONE");
  }

  /** Encrypts. */
  public byte[] seal(byte[] plain) {
    var out = new ByteArrayOutputStream();
    try {
      var from = ByteBuffer.wrap(plain);
      while (from.hasRemaining()) {
        wrapped(from, out);
      }
    } catch (SSLException e) {
      throw new IllegalStateException(e);
    }
    return out.toByteArray();
  }

  /** A close_notify alert. */
  public byte[] closeNotify() {
    engine.closeOutbound();
    var out = new ByteArrayOutputStream();
    flushAlert(out);
    return out.toByteArray();
  }

  /** All that the client has said inside TLS. */
  public byte[] received() {
    return received.toByteArray();
  }

  /** Reads once and answers; false at the end of the connection. */
  public boolean step(Socket socket) throws IOException {
    byte[] chunk = new byte[1 << 16];
    int count = socket.getInputStream().read(chunk);
    if (count < 0) {
      return false;
    }
    socket.getOutputStream().write(answer(java.util.Arrays.copyOf(chunk, count)));
    return true;
  }

  /** Does the handshake over a socket; false if the client left. */
  public boolean handshake(Socket socket) throws IOException {
    while (!established()) {
      if (!step(socket)) {
        return false;
      }
    }
    return true;
  }

  private static SSLContext context() {
    try {
      var keys = KeyStore.getInstance("PKCS12");
      keys.load(null, null);
      var pair = Certificate.selfSigned("localhost");
      keys.setKeyEntry("server", key(pair), new char[0], pair.chain());
      var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(keys, new char[0]);
      var context = SSLContext.getInstance("TLS");
      context.init(factory.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static PrivateKey key(Certificate pair) throws GeneralSecurityException, IOException {
    Path folder = Files.createTempDirectory("stlspec-key-");
    Path key = folder.resolve("key.pem");
    Path chain = folder.resolve("cert.pem");
    pair.writePem(chain, key);
    String text = Files.readString(key).replaceAll("-----[A-Z ]+-----|\\s", "");
    for (Path file : List.of(key, chain, folder)) {
      Files.delete(file);
    }
    return KeyFactory.getInstance("EC")
        .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(text)));
  }
}
