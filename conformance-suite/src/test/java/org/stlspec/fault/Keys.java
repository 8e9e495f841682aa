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
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.stlspec.target.ScratchFolder;

/** One key pair for all proxies of this package: nothing is tested about it. */
record Keys(Certificate certificate, PrivateKey key) {
  static final Keys PAIR = make();
  static final SSLContext TLS = context();

  private static Keys make() {
    try (var folder = ScratchFolder.make()) {
      Path cert = folder.path().resolve("cert.pem");
      Path key = folder.path().resolve("key.pem");
      org.stlspec.proxy.tls.Certificate.selfSigned("localhost").writePem(cert, key);
      return new Keys(certificate(Files.readAllBytes(cert)), key(Files.readString(key)));
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Certificate certificate(byte[] pem) throws GeneralSecurityException {
    return CertificateFactory.getInstance("X.509")
        .generateCertificate(new ByteArrayInputStream(pem));
  }

  private static PrivateKey key(String pem) throws GeneralSecurityException {
    String base64 = pem.replaceAll("-----.*-----|\\s", "");
    byte[] encoded = Base64.getDecoder().decode(base64.getBytes(StandardCharsets.US_ASCII));
    return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded));
  }

  private static SSLContext context() {
    try {
      var store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      char[] password = {};
      store.setKeyEntry("pair", PAIR.key(), password, new Certificate[] {PAIR.certificate()});
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
