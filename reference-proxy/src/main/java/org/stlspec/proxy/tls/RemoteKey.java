package org.stlspec.proxy.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Security;
import java.security.SignatureException;
import java.security.cert.CertificateException;
import java.security.interfaces.ECKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECParameterSpec;

/**
 * A private key that is in another process, where a {@link KeyHolder} signs with it. This process
 * cannot know it.
 *
 * <p>The connection is shared by the {@link Certificate}'s maker, each {@link TlsServer} that shows
 * it, and each handshake; the last that leaves closes it.
 */
abstract sealed class RemoteKey implements PrivateKey {
  static {
    Security.addProvider(new RemoteKeyProvider());
  }

  private final transient KeyConnection connection;
  private transient int holders = 1;

  private RemoteKey(KeyConnection connection) {
    this.connection = connection;
  }

  /**
   * The key that belongs to a certified one.
   *
   * @throws CertificateException if it is neither RSA nor EC
   */
  static RemoteKey of(PublicKey certified, KeyConnection connection) throws CertificateException {
    if (certified instanceof RSAPublicKey rsa) return new Rsa(rsa.getModulus(), connection);
    if (certified instanceof ECPublicKey ec) return new Ec(ec.getParams(), connection);
    throw new CertificateException("the certified key is neither RSA nor EC");
  }

  byte[] sign(SignatureScheme scheme, byte[] input) throws SignatureException {
    return connection.sign(scheme, input);
  }

  /** Takes part in the connection; {@link #close} ends that. */
  synchronized void hold() {
    if (holders == 0) throw new IllegalStateException("the remote key is closed");
    holders++;
  }

  synchronized void close() {
    if (holders == 0 || --holders > 0) return;
    try {
      connection.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public final String getFormat() {
    return null;
  }

  @Override
  public final byte[] getEncoded() {
    return null;
  }

  /** The JDK's engine wants to know the length of an RSA key. */
  static final class Rsa extends RemoteKey implements RSAKey {
    private final BigInteger modulus;

    private Rsa(BigInteger modulus, KeyConnection connection) {
      super(connection);
      this.modulus = modulus;
    }

    @Override
    public String getAlgorithm() {
      return "RSA";
    }

    @Override
    public BigInteger getModulus() {
      return modulus;
    }
  }

  /** The engines want to know the curve of an EC key. */
  static final class Ec extends RemoteKey implements ECKey {
    private final transient ECParameterSpec curve;

    private Ec(ECParameterSpec curve, KeyConnection connection) {
      super(connection);
      this.curve = curve;
    }

    @Override
    public String getAlgorithm() {
      return "EC";
    }

    @Override
    public ECParameterSpec getParams() {
      return curve;
    }
  }
}
