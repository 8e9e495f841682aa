package org.stlspec.fault;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateEntry;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/**
 * TLS on Bouncy Castle: the JDK's TLS does not speak what is old, and keeps its inside to itself.
 */
final class BcTlsServer extends DefaultTlsServer {
  static final ProtocolVersion[] OLD = ProtocolVersion.TLSv12.downTo(ProtocolVersion.TLSv10);
  static final ProtocolVersion[] MODERN = ProtocolVersion.TLSv13.downTo(ProtocolVersion.TLSv12);

  private final BcTlsCrypto crypto;
  private final ProtocolVersion[] versions;

  BcTlsServer(ProtocolVersion... versions) {
    this(new BcTlsCrypto(new SecureRandom()), versions);
  }

  private BcTlsServer(BcTlsCrypto crypto, ProtocolVersion... versions) {
    super(crypto);
    this.crypto = crypto;
    this.versions = versions;
  }

  @Override
  protected ProtocolVersion[] getSupportedVersions() {
    return versions;
  }

  /** Those that go with the key at hand. */
  @Override
  protected int[] getSupportedCipherSuites() {
    return new int[] {
      CipherSuite.TLS_AES_128_GCM_SHA256,
      CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
      CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA
    };
  }

  @Override
  public TlsCredentials getCredentials() throws IOException {
    return getECDSASignerCredentials();
  }

  @Override
  protected TlsCredentialedSigner getECDSASignerCredentials() throws IOException {
    return new BcDefaultTlsCredentialedSigner(
        new TlsCryptoParameters(context),
        crypto,
        PrivateKeyFactory.createKey(Keys.PAIR.key().getEncoded()),
        chain(),
        algorithm());
  }

  private Certificate chain() throws IOException {
    var entries = new CertificateEntry[] {new CertificateEntry(certificate(), null)};
    return new Certificate(TlsUtils.isTLSv13(context) ? TlsUtils.EMPTY_BYTES : null, entries);
  }

  /** Before TLS 1.2 it was not negotiated. */
  private SignatureAndHashAlgorithm algorithm() {
    return TlsUtils.isTLSv12(context)
        ? SignatureAndHashAlgorithm.getInstance(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa)
        : null;
  }

  private TlsCertificate certificate() throws IOException {
    try {
      return crypto.createCertificate(Keys.PAIR.certificate().getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }
}
