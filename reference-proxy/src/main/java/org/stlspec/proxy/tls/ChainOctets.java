package org.stlspec.proxy.tls;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** A chain in DER, leaf first, for another process. */
final class ChainOctets {
  private ChainOctets() {}

  static byte[] written(Certificate certificate) {
    var octets = new ByteArrayOutputStream();
    try {
      for (X509Certificate one : certificate.chain()) octets.writeBytes(one.getEncoded());
      return octets.toByteArray();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that was read has no encoded form", e);
    }
  }

  static List<X509Certificate> read(byte[] octets) throws CertificateException {
    List<X509Certificate> chain = new ArrayList<>();
    var factory = CertificateFactory.getInstance("X.509");
    for (var one : factory.generateCertificates(new ByteArrayInputStream(octets))) {
      chain.add((X509Certificate) one);
    }
    if (chain.isEmpty()) throw new CertificateException("no certificate");
    return chain;
  }
}
