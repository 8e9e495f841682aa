package org.stlspec.proxy.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.util.io.pem.PemObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateTest {
  @TempDir Path folder;
  private Path chain;
  private Path key;

  @BeforeEach
  void files() {
    chain = folder.resolve("chain.pem");
    key = folder.resolve("key.pem");
  }

  private String refusal() {
    String message =
        assertThrows(CertificateException.class, () -> Certificate.read(chain, key)).getMessage();
    assertEquals(1, message.lines().count());
    return message;
  }

  @Test
  void aSelfSignedPairIsForItsHostAndLoopback() throws Exception {
    X509Certificate leaf = Certificate.selfSigned("localhost").chain()[0];
    assertEquals("EC", leaf.getPublicKey().getAlgorithm());
    assertEquals("[[2, localhost], [7, 127.0.0.1]]", leaf.getSubjectAlternativeNames().toString());
    leaf.checkValidity();
  }

  @Test
  void whatIsWrittenIsReadAndTheKeyIsPrivate() throws Exception {
    Certificate made = Certificate.selfSigned("localhost");
    Files.writeString(key, "old");
    made.writePem(chain, key);
    assertArrayEquals(made.chain(), Certificate.read(chain, key).chain());
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(key)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"EC", "RSA"})
  void keysInOlderFormsAreRead(String algorithm) throws Exception {
    var generator = KeyPairGenerator.getInstance(algorithm);
    generator.initialize(algorithm.equals("EC") ? 256 : 2048);
    KeyPair pair = generator.generateKeyPair();
    write(key, traditional(pair.getPrivate()));
    KeyPairs.check(pair.getPublic(), PemFiles.key(key));
    write(key, new PemObject("PRIVATE KEY", pair.getPrivate().getEncoded()));
    KeyPairs.check(pair.getPublic(), PemFiles.key(key));
  }

  /** SEC1 as OpenSSL writes it, with the curve; PKCS#1 otherwise. */
  private static Object traditional(PrivateKey key) throws IOException {
    if (!(key instanceof java.security.interfaces.ECPrivateKey ec)) return key;
    var sec1 = new ECPrivateKey(256, ec.getS(), SECObjectIdentifiers.secp256r1);
    return new PemObject("EC PRIVATE KEY", sec1.getEncoded());
  }

  private static void write(Path file, Object block) throws IOException {
    try (var writer = new JcaPEMWriter(Files.newBufferedWriter(file))) {
      writer.writeObject(block);
    }
  }

  @Test
  void aMissingFileIsNamed() {
    assertEquals("no such file: " + chain, refusal());
  }

  @Test
  void aKeyOfAnotherCertificateIsRefused() throws Exception {
    Certificate.selfSigned("localhost").writePem(folder.resolve("other"), key);
    Certificate.selfSigned("localhost").writePem(chain, folder.resolve("unused"));
    assertEquals("the private key does not match the certificate", refusal());
  }

  @Test
  void aFileWithoutCertificateIsRefused() throws Exception {
    Certificate.selfSigned("localhost").writePem(folder.resolve("other"), key);
    Files.copy(key, chain);
    assertEquals("no certificate in " + chain, refusal());
  }

  @Test
  void anEncryptedKeyIsRefused() throws Exception {
    Certificate.selfSigned("localhost").writePem(chain, key);
    String body = Files.readString(key).replace("PRIVATE KEY", "ENCRYPTED PRIVATE KEY");
    Files.writeString(key, body);
    assertTrue(refusal().contains(key.toString()));
  }
}
