package org.stlspec.proxy.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;

/** What the proxy shows to clients: a certificate chain, leaf first, and the key of the leaf. */
public final class Certificate {
  private final List<X509Certificate> chain;
  private final PrivateKey key;

  /**
   * Joins a chain and its key.
   *
   * @throws CertificateException if the key is not that of the first certificate
   */
  public Certificate(List<X509Certificate> chain, PrivateKey key) throws CertificateException {
    if (chain.isEmpty()) throw new CertificateException("no certificate");
    KeyPairs.check(chain.get(0).getPublicKey(), key);
    this.chain = List.copyOf(chain);
    this.key = key;
  }

  /**
   * Reads PEM files: a chain, leaf first, and a private key in PKCS#8, PKCS#1 or SEC1 form, RSA or
   * EC.
   *
   * @throws CertificateException with one clear line when a file is missing or is not that
   */
  public static Certificate read(Path chain, Path key) throws CertificateException {
    return new Certificate(PemFiles.chain(chain), PemFiles.key(key));
  }

  /**
   * Reads what {@link #octets} has written.
   *
   * @throws CertificateException if it is not that
   */
  public static Certificate of(byte[] octets) throws CertificateException {
    return CertificateOctets.read(octets);
  }

  /** Chain and key in one piece, for another process; it is as secret as the key. */
  public byte[] octets() {
    return CertificateOctets.written(this);
  }

  /** A fresh P-256 pair that signs itself, for a host name and 127.0.0.1; valid for a year. */
  public static Certificate selfSigned(String host) {
    return SelfSigned.make(host);
  }

  /** Writes the pair as PEM files, the key as PKCS#8 and readable by its owner alone. */
  public void writePem(Path chainFile, Path keyFile) throws IOException {
    PemFiles.write(this, chainFile, keyFile);
  }

  /** The chain, leaf first. */
  public X509Certificate[] chain() {
    return chain.toArray(X509Certificate[]::new);
  }

  PrivateKey key() {
    return key;
  }
}
