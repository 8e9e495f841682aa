package org.stlspec.proxy.tls;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;

/** Whether two keys belong together. */
final class KeyPairs {
  private static final byte[] PROBE = {1, 2, 3, 4};

  private KeyPairs() {}

  /** Signs with one and verifies with the other, which needs no knowledge of the key's form. */
  static void check(PublicKey certified, PrivateKey key) throws CertificateException {
    if (!certified.getAlgorithm().equals(key.getAlgorithm()) || !matches(certified, key)) {
      throw new CertificateException("the private key does not match the certificate");
    }
  }

  private static boolean matches(PublicKey certified, PrivateKey key) {
    try {
      var signature = Signature.getInstance(scheme(key));
      signature.initSign(key);
      signature.update(PROBE);
      byte[] signed = signature.sign();
      signature.initVerify(certified);
      signature.update(PROBE);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static String scheme(PrivateKey key) {
    return key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
  }
}
