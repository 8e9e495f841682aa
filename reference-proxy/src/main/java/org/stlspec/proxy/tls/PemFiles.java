package org.stlspec.proxy.tls;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.util.io.pem.PemObject;

/** Certificates and keys as PEM files (RFC 7468). */
final class PemFiles {
  private PemFiles() {}

  static List<X509Certificate> chain(Path file) throws CertificateException {
    var converter = new JcaX509CertificateConverter();
    List<X509Certificate> chain = new ArrayList<>();
    for (Object block : blocks(file)) {
      if (block instanceof X509CertificateHolder holder) {
        chain.add(converter.getCertificate(holder));
      }
    }
    if (chain.isEmpty()) throw new CertificateException("no certificate in " + file);
    return chain;
  }

  static PrivateKey key(Path file) throws CertificateException {
    for (Object block : blocks(file)) {
      if (block instanceof PrivateKeyInfo info) return key(info, file);
      if (block instanceof PEMKeyPair pair) return key(pair.getPrivateKeyInfo(), file);
      if (block instanceof PEMEncryptedKeyPair || block instanceof PKCS8EncryptedPrivateKeyInfo) {
        throw new CertificateException("the private key in " + file + " is encrypted");
      }
    }
    throw new CertificateException("no private key in " + file);
  }

  private static PrivateKey key(PrivateKeyInfo info, Path file) throws CertificateException {
    ASN1ObjectIdentifier algorithm = info.getPrivateKeyAlgorithm().getAlgorithm();
    try {
      return KeyFactory.getInstance(name(algorithm, file))
          .generatePrivate(new PKCS8EncodedKeySpec(info.getEncoded()));
    } catch (GeneralSecurityException | IOException e) {
      throw new CertificateException("the private key in " + file + " is damaged", e);
    }
  }

  private static String name(ASN1ObjectIdentifier algorithm, Path file)
      throws CertificateException {
    if (algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey)) return "EC";
    if (algorithm.equals(PKCSObjectIdentifiers.rsaEncryption)) return "RSA";
    throw new CertificateException("the private key in " + file + " is neither RSA nor EC");
  }

  private static List<Object> blocks(Path file) throws CertificateException {
    List<Object> blocks = new ArrayList<>();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1);
        var parser = new PEMParser(reader)) {
      for (Object block = parser.readObject(); block != null; block = parser.readObject()) {
        blocks.add(block);
      }
      return blocks;
    } catch (NoSuchFileException e) {
      throw new CertificateException("no such file: " + file, e);
    } catch (IOException | IllegalArgumentException e) {
      throw new CertificateException("cannot read PEM file " + file, e);
    }
  }

  static void write(Certificate certificate, Path chainFile, Path keyFile) throws IOException {
    Files.writeString(chainFile, pem((Object[]) certificate.chain()), StandardCharsets.US_ASCII);
    Files.deleteIfExists(keyFile);
    // Made with its permissions, so that at no time anyone else can open it.
    var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (var channel = Files.newByteChannel(keyFile, options, ownerOnly())) {
      var pkcs8 = new PemObject("PRIVATE KEY", pkcs8(certificate));
      channel.write(StandardCharsets.US_ASCII.encode(pem(pkcs8)));
    }
  }

  /** An EC key goes with its public half, without which GnuTLS does not take it (RFC 5915). */
  private static byte[] pkcs8(Certificate certificate) throws IOException {
    PrivateKey key = certificate.key();
    if (!(key instanceof ECPrivateKey ec)) return key.getEncoded();
    var publicKey = certificate.chain()[0].getPublicKey().getEncoded();
    var point = SubjectPublicKeyInfo.getInstance(publicKey).getPublicKeyData();
    int length = ec.getParams().getOrder().bitLength();
    var both = new org.bouncycastle.asn1.sec.ECPrivateKey(length, ec.getS(), point, null);
    var algorithm = PrivateKeyInfo.getInstance(key.getEncoded()).getPrivateKeyAlgorithm();
    return new PrivateKeyInfo(algorithm, both).getEncoded();
  }

  private static FileAttribute<?>[] ownerOnly() {
    if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      return new FileAttribute<?>[0];
    }
    var permissions = PosixFilePermissions.fromString("rw-------");
    return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)};
  }

  private static String pem(Object... blocks) throws IOException {
    var text = new StringWriter();
    try (var writer = new JcaPEMWriter(text)) {
      for (Object block : blocks) writer.writeObject(block);
    }
    return text.toString();
  }
}
