package org.stlspec.proxy.tls;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;

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
    var chain = new ByteArrayOutputStream();
    for (X509Certificate one : certificate.chain()) chain.writeBytes(der(one));
    return ByteBuffer.allocate(1 + 4 + key.length + chain.size())
        .put(certificate.key().getAlgorithm().equals("EC") ? EC : RSA)
        .putInt(key.length)
        .put(key)
        .put(chain.toByteArray())
        .array();
  }

  private static byte[] der(X509Certificate one) {
    try {
      return one.getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that was read has no encoded form", e);
    }
  }

  static Certificate read(byte[] octets) throws CertificateException {
    var from = ByteBuffer.wrap(octets);
    try {
      String algorithm = from.get() == EC ? "EC" : "RSA";
      int length = from.getInt();
      if (length < 0 || length > from.remaining()) throw new BufferUnderflowException();
      byte[] key = new byte[length];
      from.get(key);
      return new Certificate(chain(from), key(algorithm, key));
    } catch (BufferUnderflowException | GeneralSecurityException e) {
      throw new CertificateException("no certificate and key came, but something else", e);
    }
  }

  private static PrivateKey key(String algorithm, byte[] pkcs8) throws GeneralSecurityException {
    return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
  }

  private static List<X509Certificate> chain(ByteBuffer from) throws CertificateException {
    byte[] rest = new byte[from.remaining()];
    from.get(rest);
    var in = new ByteArrayInputStream(rest);
    List<X509Certificate> chain = new ArrayList<>();
    for (var one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
      chain.add((X509Certificate) one);
    }
    return chain;
  }
}
