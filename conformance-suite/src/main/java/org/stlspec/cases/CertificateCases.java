package org.stlspec.cases;

import static org.stlspec.suite.Need.STLS;

import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.util.List;
import java.util.Locale;
import org.stlspec.suite.Case;
import org.stlspec.verdict.Finding;
import org.stlspec.verdict.Inconclusive;
import org.stlspec.verdict.Judge;
import org.stlspec.wire.Client;
import org.stlspec.wire.TlsOptions;

/** The certificate that clients are shown; whom to trust is theirs to decide. */
class CertificateCases {
  private static final int RSA_BITS = 2048;
  private static final int CURVE_BITS = 224;

  @Case(
      id = "certificate.in-its-time",
      verifies = "POP3-TLS-08",
      needs = STLS,
      fix = "Renew the certificate.")
  void everyCertificateOfTheChainIsInItsTime(Client client) {
    for (X509Certificate one : chain(client)) {
      try {
        one.checkValidity();
      } catch (CertificateException e) {
        throw new Finding("certificates that are valid today", name(one) + ": " + e.getMessage());
      }
    }
  }

  @Case(
      id = "certificate.key-length",
      verifies = "POP3-TLS-08",
      needs = STLS,
      fix = "Use RSA keys of 2048 bits at least, or a curve of 224 bits at least.")
  void theKeysAreLongEnough(Client client, Judge judge) {
    for (X509Certificate one : chain(client)) {
      String what = name(one) + ": " + one.getPublicKey().getAlgorithm() + " of ";
      int bits = bits(one.getPublicKey());
      judge.observed(what + bits + " bits");
      if (bits < (one.getPublicKey() instanceof RSAKey ? RSA_BITS : CURVE_BITS)) {
        throw new Finding("keys that are long enough", what + bits + " bits");
      }
    }
  }

  private static int bits(PublicKey key) {
    if (key instanceof RSAKey rsa) {
      return rsa.getModulus().bitLength();
    }
    return key instanceof ECKey ec
        ? ec.getParams().getCurve().getField().getFieldSize()
        : 8 * key.getEncoded().length;
  }

  @Case(
      id = "certificate.signature",
      verifies = "POP3-TLS-08",
      needs = STLS,
      fix = "Have the certificate signed with SHA-256 or better.")
  void noCertificateIsSignedWithABrokenHash(Client client, Judge judge) {
    List<X509Certificate> chain = chain(client);
    for (X509Certificate one : chain) {
      String algorithm = one.getSigAlgName().toUpperCase(Locale.ROOT);
      judge.observed(name(one) + ": " + algorithm);
      boolean broken = algorithm.startsWith("SHA1") || algorithm.startsWith("MD");
      if (broken && !(isRoot(one) && chain.size() > 1)) {
        throw new Finding("no signature with SHA-1 or MD5", name(one) + ": " + algorithm);
      }
    }
  }

  @Case(
      id = "certificate.order",
      verifies = "POP3-TLS-08",
      needs = STLS,
      fix = "Put each certificate's issuer straight behind it.")
  void eachCertificateIsFollowedByItsIssuer(Client client) {
    List<X509Certificate> chain = chain(client);
    for (int i = 1; i < chain.size(); i++) {
      if (!chain
          .get(i - 1)
          .getIssuerX500Principal()
          .equals(chain.get(i).getSubjectX500Principal())) {
        String what = name(chain.get(i)) + " behind " + name(chain.get(i - 1));
        throw new Finding("each certificate followed by its issuer", what);
      }
    }
  }

  /** Nobody looks at the signature of a root behind others. */
  private static boolean isRoot(X509Certificate one) {
    return one.getSubjectX500Principal().equals(one.getIssuerX500Principal());
  }

  private static List<X509Certificate> chain(Client client) {
    var facts = Upgrade.with(TlsOptions.usual(), client).ok().facts().orElseThrow();
    if (facts.chain().isEmpty()) {
      throw new Inconclusive("a certificate", facts.toString());
    }
    return facts.chain();
  }

  private static String name(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().getName();
  }
}
