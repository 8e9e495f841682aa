package org.stlspec.fault;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/** TLS 1.0 to 1.2 on Bouncy Castle: the JDK's TLS no longer speaks what is old. */
final class OldTlsServer extends DefaultTlsServer {
  private final BcTlsCrypto crypto;

  OldTlsServer() {
    this(new BcTlsCrypto(new SecureRandom()));
  }

  private OldTlsServer(BcTlsCrypto crypto) {
    super(crypto);
    this.crypto = crypto;
  }

  @Override
  protected ProtocolVersion[] getSupportedVersions() {
    return ProtocolVersion.TLSv12.downTo(ProtocolVersion.TLSv10);
  }

  /** Those that go with the key at hand. */
  @Override
  protected int[] getSupportedCipherSuites() {
    return new int[] {
      CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
      CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA
    };
  }

  @Override
  protected TlsCredentialedSigner getECDSASignerCredentials() throws IOException {
    return new BcDefaultTlsCredentialedSigner(
        new TlsCryptoParameters(context),
        crypto,
        PrivateKeyFactory.createKey(Keys.PAIR.key().getEncoded()),
        new Certificate(new TlsCertificate[] {certificate()}),
        algorithm());
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
