package org.stlspec.proxy.tls;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a handshake may be signed (RFC 8446 section 4.2.3): RSA and ECDSA without SHA-1, which RFC
 * 9155 forbids.
 */
enum SignatureScheme {
  RSA_PKCS1_SHA256(0x0401, "SHA256withRSA", 32),
  RSA_PKCS1_SHA384(0x0501, "SHA384withRSA", 48),
  RSA_PKCS1_SHA512(0x0601, "SHA512withRSA", 64),
  ECDSA_SECP256R1_SHA256(0x0403, "SHA256withECDSA", 32),
  ECDSA_SECP384R1_SHA384(0x0503, "SHA384withECDSA", 48),
  ECDSA_SECP521R1_SHA512(0x0603, "SHA512withECDSA", 64),
  RSA_PSS_RSAE_SHA256(0x0804, SignatureScheme.PSS, 32),
  RSA_PSS_RSAE_SHA384(0x0805, SignatureScheme.PSS, 48),
  RSA_PSS_RSAE_SHA512(0x0806, SignatureScheme.PSS, 64);

  /** The JDK's name for all of PSS; which one is said by parameters. */
  static final String PSS = "RSASSA-PSS";

  private final int code;
  private final String algorithm;
  private final int hashLength;

  SignatureScheme(int code, String algorithm, int hashLength) {
    this.code = code;
    this.algorithm = algorithm;
    this.hashLength = hashLength;
  }

  static Optional<SignatureScheme> of(int code) {
    return Stream.of(values()).filter(scheme -> scheme.code == code).findAny();
  }

  /** By the JDK's name of the signature and the octets of its hash. */
  static Optional<SignatureScheme> of(String algorithm, int hashLength) {
    return Stream.of(values())
        .filter(scheme -> scheme.algorithm.equals(algorithm) && scheme.hashLength == hashLength)
        .findAny();
  }

  /** The number in TLS messages. */
  int code() {
    return code;
  }

  /** The JDK's name. */
  String algorithm() {
    return algorithm;
  }

  /** Whether keys of this kind sign so in a version of TLS. */
  boolean fits(PublicKey key, SignatureInput.Version version) {
    if (!key.getAlgorithm().equals(ecdsa() ? "EC" : "RSA")) return false;
    return version == SignatureInput.Version.TLS_1_2 || algorithm.equals(PSS) || hasCurveOf(key);
  }

  /** TLS 1.3 ties a hash to each curve, and has no PKCS#1. */
  private boolean hasCurveOf(Key key) {
    return key instanceof ECKey ec
        && ecdsa()
        && ec.getParams().getOrder().bitLength() == (hashLength == 64 ? 521 : hashLength * 8);
  }

  private boolean ecdsa() {
    return algorithm.endsWith("ECDSA");
  }

  /** What the JDK needs to be told besides the name. */
  Optional<AlgorithmParameterSpec> parameters() {
    if (!algorithm.equals(PSS)) return Optional.empty();
    String hash = "SHA-" + hashLength * 8;
    var mask = new MGF1ParameterSpec(hash);
    return Optional.of(new PSSParameterSpec(hash, "MGF1", mask, hashLength, 1));
  }

  byte[] sign(PrivateKey key, byte[] input) throws GeneralSecurityException {
    var signature = Signature.getInstance(algorithm);
    signature.initSign(key);
    if (parameters().isPresent()) signature.setParameter(parameters().get());
    signature.update(input);
    return signature.sign();
  }
}
