package org.stlspec.proxy.tls;

import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.util.List;

/**
 * Has the engines sign with a {@link RemoteKey} through the JDK's own interface. It takes no other
 * key, so nobody else's signatures change where it is installed.
 */
final class RemoteKeyProvider extends Provider {
  /** Bouncy Castle's engine hashes by itself. */
  static final String RAW_ECDSA = "NONEwithECDSA";

  static final String RAW_RSA = "NONEwithRSA";

  RemoteKeyProvider() {
    super("StlspecRemoteKey", "1", "signatures by a key process");
    for (SignatureScheme scheme : SignatureScheme.values()) add(scheme.algorithm());
    add(RAW_ECDSA);
    add(RAW_RSA);
  }

  private void add(String algorithm) {
    putService(new RemoteSignatures(this, algorithm));
  }

  private static final class RemoteSignatures extends Service {
    RemoteSignatures(Provider provider, String algorithm) {
      super(provider, "Signature", algorithm, RemoteSignature.class.getName(), List.of(), null);
    }

    @Override
    public boolean supportsParameter(Object parameter) {
      return parameter instanceof RemoteKey;
    }

    @Override
    public Object newInstance(Object unused) throws NoSuchAlgorithmException {
      return new RemoteSignature(getAlgorithm());
    }
  }
}
