package org.stlspec.proxy.tls;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.spec.PKCS8EncodedKeySpec;

/**
 * A chain and its key in DER: an octet for the algorithm, the length of the key in four, the key as
 * PKCS#8, and the certificates, leaf first.
 */
final class CertificateOctets {
  private static final byte EC = 1;
  private static final byte RSA = 2;

  private CertificateOctets() {}

  static byte[] written(Certificate certificate) {
    byte[] key = certificate.key().getEncoded();
    byte[] chain = ChainOctets.written(certificate);
    return ByteBuffer.allocate(1 + 4 + key.length + chain.length)
        .put(certificate.key().getAlgorithm().equals("EC") ? EC : RSA)
        .putInt(key.length)
        .put(key)
        .put(chain)
        .array();
  }

  static Certificate read(byte[] octets) throws CertificateException {
    var from = ByteBuffer.wrap(octets);
    try {
      String algorithm = from.get() == EC ? "EC" : "RSA";
      int length = from.getInt();
      if (length < 0 || length > from.remaining()) throw new BufferUnderflowException();
      byte[] key = new byte[length];
      from.get(key);
      byte[] chain = new byte[from.remaining()];
      from.get(chain);
      return new Certificate(ChainOctets.read(chain), key(algorithm, key));
    } catch (BufferUnderflowException | GeneralSecurityException e) {
      throw new CertificateException("no certificate and key came, but something else", e);
    }
  }

  private static PrivateKey key(String algorithm, byte[] pkcs8) throws GeneralSecurityException {
    return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
  }
}
