package org.stlspec.proxy.tls;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Certificates that sign themselves, with keys of any kind that the proxy takes. */
public final class Certificates {
  private Certificates() {}

  /** Of a kind: {@code RSA}, or a curve such as {@code secp256r1}. */
  public static Certificate of(String kind) throws Exception {
    KeyPair pair = pair(kind);
    var name = new X500Name("CN=" + kind);
    var now = Instant.now();
    var builder =
        new JcaX509v3CertificateBuilder(
            name,
            BigInteger.ONE,
            Date.from(now.minus(1, ChronoUnit.DAYS)),
            Date.from(now.plus(1, ChronoUnit.DAYS)),
            name,
            pair.getPublic());
    String scheme = kind.equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
    var signer = new JcaContentSignerBuilder(scheme).build(pair.getPrivate());
    var signed = new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    return new Certificate(List.of(signed), pair.getPrivate());
  }

  private static KeyPair pair(String kind) throws Exception {
    var generator = KeyPairGenerator.getInstance(kind.equals("RSA") ? "RSA" : "EC");
    if (kind.equals("RSA")) generator.initialize(2048);
    else generator.initialize(new ECGenParameterSpec(kind));
    return generator.generateKeyPair();
  }
}
