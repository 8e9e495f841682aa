package org.stlspec.fault;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Certificates that should not be shown any more. */
final class CertificateFaults {
  private static final Duration WEEK = Duration.ofDays(7);

  private CertificateFaults() {}

  private static X509Certificate signed(
      String host, KeyPair pair, String algorithm, Duration from) {
    try {
      var name = new X500Name("CN=" + host);
      Instant start = Instant.now().plus(from);
      var builder =
          new JcaX509v3CertificateBuilder(
              name,
              BigInteger.TEN,
              Date.from(start),
              Date.from(start.plus(WEEK)),
              name,
              pair.getPublic());
      var signer = new JcaContentSignerBuilder(algorithm).build(pair.getPrivate());
      return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair pair(String algorithm, int bits) {
    try {
      var generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(bits);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Keys keys(KeyPair pair, String algorithm, Duration from) {
    return Keys.of(pair.getPrivate(), signed("localhost", pair, algorithm, from));
  }

  @Breaks("certificate.in-its-time")
  static class ShowsAnExpiredCertificate extends Session {
    private static final Keys EXPIRED =
        CertificateFaults.keys(pair("EC", 256), "SHA256withECDSA", WEEK.multipliedBy(-2));

    @Override
    Keys keys() {
      return EXPIRED;
    }
  }

  @Breaks("certificate.key-length")
  static class HasAShortKey extends Session {
    private static final Keys SHORT =
        CertificateFaults.keys(pair("RSA", 1024), "SHA256withRSA", WEEK.dividedBy(-2));

    @Override
    Keys keys() {
      return SHORT;
    }
  }

  @Breaks("certificate.signature")
  static class IsSignedWithABrokenHash extends Session {
    private static final Keys BROKEN =
        CertificateFaults.keys(pair("EC", 256), "SHA1withECDSA", WEEK.dividedBy(-2));

    @Override
    Keys keys() {
      return BROKEN;
    }
  }

  @Breaks("certificate.order")
  static class ShowsAStrangerBehindItsOwn extends Session {
    private static final Keys WITH_A_STRANGER = withAStranger(pair("EC", 256));

    private static Keys withAStranger(KeyPair own) {
      Duration since = WEEK.dividedBy(-2);
      return Keys.of(
          own.getPrivate(),
          signed("localhost", own, "SHA256withECDSA", since),
          signed("stranger.invalid", pair("EC", 256), "SHA256withECDSA", since));
    }

    @Override
    Keys keys() {
      return WITH_A_STRANGER;
    }
  }
}
