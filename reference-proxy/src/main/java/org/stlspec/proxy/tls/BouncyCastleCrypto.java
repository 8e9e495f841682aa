package org.stlspec.proxy.tls;

import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Locale;
import org.bouncycastle.jcajce.io.OutputStreamFactory;
import org.bouncycastle.jcajce.util.DefaultJcaJceHelper;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.crypto.TlsHash;
import org.bouncycastle.tls.crypto.TlsStreamSigner;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCrypto;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCryptoProvider;

/**
 * The JDK's ciphers for Bouncy Castle's protocol: its own AES is fifty times slower. What it asks
 * for by names that the JDK does not know gets the JDK's.
 */
final class BouncyCastleCrypto extends JcaTlsCrypto {
  private final boolean remembering;

  private BouncyCastleCrypto(boolean remembering, SecureRandom keys, SecureRandom nonces) {
    super(new Names(), keys, nonces);
    this.remembering = remembering;
  }

  /** For engines that sign with this key. */
  static JcaTlsCryptoProvider with(PrivateKey key) {
    return new JcaTlsCryptoProvider() {
      @Override
      public JcaTlsCrypto create(SecureRandom keys, SecureRandom nonces) {
        return new BouncyCastleCrypto(key instanceof RemoteKey, keys, nonces);
      }
    };
  }

  /** SHA256WITHRSAANDMGF1 and the like are the JDK's RSASSA-PSS with parameters. */
  private static final class Names extends DefaultJcaJceHelper {
    @Override
    public Signature createSignature(String name) throws java.security.NoSuchAlgorithmException {
      boolean pss = name.toUpperCase(Locale.ROOT).endsWith("WITHRSAANDMGF1");
      return super.createSignature(pss ? SignatureScheme.PSS : name);
    }
  }

  @Override
  protected TlsHash createHash(String name) throws GeneralSecurityException {
    TlsHash hash = super.createHash(name);
    return remembering ? new RememberingHash(hash) : hash;
  }

  @Override
  protected TlsStreamSigner createStreamSigner(
      String name, AlgorithmParameterSpec parameters, PrivateKey key, boolean random)
      throws IOException {
    try {
      Signature signature = getHelper().createSignature(name);
      signature.initSign(key, getSecureRandom());
      signature.setParameter(parameters);
      return new Signer(signature, OutputStreamFactory.createStream(signature));
    } catch (GeneralSecurityException e) {
      throw new TlsFatalAlert(AlertDescription.internal_error, e);
    }
  }

  private record Signer(Signature signature, OutputStream input) implements TlsStreamSigner {
    @Override
    public OutputStream getOutputStream() {
      return input;
    }

    @Override
    public byte[] getSignature() throws IOException {
      try {
        return signature.sign();
      } catch (SignatureException e) {
        throw new TlsFatalAlert(AlertDescription.internal_error, e);
      }
    }
  }
}
