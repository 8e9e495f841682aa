package org.stlspec.proxy.tls;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;

/** Whether two keys belong together. */
final class KeyPairs {
  /** A key that lives elsewhere signs nothing but handshakes. */
  private static final byte[] PROBE = SignatureInput.probe(SignatureInput.Version.TLS_1_2);

  private KeyPairs() {}

  /** Signs with one and verifies with the other, which needs no knowledge of the key's form. */
  static void check(PublicKey certified, PrivateKey key) throws CertificateException {
    if (!certified.getAlgorithm().equals(key.getAlgorithm()) || !matches(certified, key)) {
      throw new CertificateException("the private key does not match the certificate");
    }
  }

  private static boolean matches(PublicKey certified, PrivateKey key) {
    try {
      SignatureScheme scheme = scheme(key);
      var verifier = Signature.getInstance(scheme.algorithm());
      verifier.initVerify(certified);
      verifier.update(PROBE);
      return verifier.verify(scheme.sign(key, PROBE));
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static SignatureScheme scheme(PrivateKey key) {
    boolean ec = key.getAlgorithm().equals("EC");
    return ec ? SignatureScheme.ECDSA_SECP256R1_SHA256 : SignatureScheme.RSA_PKCS1_SHA256;
  }
}
