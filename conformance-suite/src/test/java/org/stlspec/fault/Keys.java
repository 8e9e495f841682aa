package org.stlspec.fault;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.stlspec.target.ScratchFolder;

/** What a proxy shows to its clients, and the TLS that shows it. */
record Keys(List<X509Certificate> chain, PrivateKey key, SSLContext tls) {
  /** One for all proxies of this package, where nothing is tested about it. */
  static final Keys PAIR = make();

  static Keys of(PrivateKey key, X509Certificate... chain) {
    return new Keys(List.of(chain), key, context(key, chain));
  }

  X509Certificate certificate() {
    return chain.get(0);
  }

  static Keys make() {
    try (var folder = ScratchFolder.make()) {
      Path cert = folder.path().resolve("cert.pem");
      Path key = folder.path().resolve("key.pem");
      org.stlspec.proxy.tls.Certificate.selfSigned("localhost").writePem(cert, key);
      return of(key(Files.readString(key)), certificate(Files.readAllBytes(cert)));
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static X509Certificate certificate(byte[] pem) throws GeneralSecurityException {
    var in = new ByteArrayInputStream(pem);
    return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
  }

  private static PrivateKey key(String pem) throws GeneralSecurityException {
    String base64 = pem.replaceAll("-----.*-----|\\s", "");
    byte[] encoded = Base64.getDecoder().decode(base64.getBytes(StandardCharsets.US_ASCII));
    return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded));
  }

  private static SSLContext context(PrivateKey key, X509Certificate... chain) {
    try {
      var store = KeyStore.getInstance("JKS");
      store.load(null, null);
      char[] password = {};
      store.setKeyEntry("pair", key, password, chain);
      var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(store, password);
      var context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), null, null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
