package org.stlspec.bench;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.stlspec.proxy.tls.Certificate;

/** What a server may show. */
public enum Certificates {
  EC_P256,
  RSA_2048;

  Certificate make() {
    if (this == EC_P256) return Certificate.selfSigned("localhost");
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return signed(generator.generateKeyPair());
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new IllegalStateException("this JVM cannot make an RSA certificate", e);
    }
  }

  private static Certificate signed(KeyPair pair)
      throws GeneralSecurityException, OperatorCreationException, IOException {
    var name = new X500Name("CN=localhost");
    Instant now = Instant.now();
    var builder =
        new JcaX509v3CertificateBuilder(
            name,
            BigInteger.TWO,
            Date.from(now.minus(1, ChronoUnit.DAYS)),
            Date.from(now.plus(30, ChronoUnit.DAYS)),
            name,
            pair.getPublic());
    var signer = new JcaContentSignerBuilder("SHA256withRSA").build(pair.getPrivate());
    var leaf = new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    return new Certificate(List.of(leaf), pair.getPrivate());
  }
}
