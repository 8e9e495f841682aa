package org.stlspec.proxy.tls;

import java.io.ByteArrayOutputStream;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Optional;
import java.util.stream.Stream;

/** One signature by a {@link RemoteKey}; it goes there with all that is to be signed. */
final class RemoteSignature extends SignatureSpi {
  private final String algorithm;
  private final ByteArrayOutputStream input = new ByteArrayOutputStream();
  private Optional<RemoteKey> key = Optional.empty();
  private Optional<SignatureScheme> scheme;

  RemoteSignature(String algorithm) {
    this.algorithm = algorithm;
    // Where the name leaves a choice, parameters or the hash make it.
    this.scheme = algorithm.startsWith("SHA") ? named(algorithm) : Optional.empty();
  }

  private static Optional<SignatureScheme> named(String algorithm) {
    return Stream.of(SignatureScheme.values())
        .filter(scheme -> scheme.algorithm().equals(algorithm))
        .findAny();
  }

  @Override
  protected void engineInitSign(PrivateKey own) throws InvalidKeyException {
    if (!(own instanceof RemoteKey remote)) throw new InvalidKeyException("no remote key");
    key = Optional.of(remote);
    input.reset();
  }

  @Override
  protected void engineSetParameter(AlgorithmParameterSpec wanted)
      throws InvalidAlgorithmParameterException {
    scheme =
        Stream.of(SignatureScheme.values())
            .filter(known -> known.algorithm().equals(algorithm))
            .filter(known -> known.parameters().map(spec -> same(spec, wanted)).orElse(false))
            .findAny();
    if (scheme.isEmpty()) throw new InvalidAlgorithmParameterException("not as in TLS");
  }

  private static boolean same(AlgorithmParameterSpec one, AlgorithmParameterSpec other) {
    return one instanceof PSSParameterSpec a
        && other instanceof PSSParameterSpec b
        && a.getDigestAlgorithm().equals(b.getDigestAlgorithm())
        && a.getSaltLength() == b.getSaltLength();
  }

  @Override
  protected void engineUpdate(byte octet) {
    input.write(octet);
  }

  @Override
  protected void engineUpdate(byte[] octets, int from, int count) {
    input.write(octets, from, count);
  }

  @Override
  protected byte[] engineSign() throws SignatureException {
    byte[] octets = input.toByteArray();
    input.reset();
    if (key.isEmpty()) throw new SignatureException("no key");
    if (scheme.isPresent()) return key.get().sign(scheme.get(), octets);
    Hashed hashed = Hashed.behind(octets);
    return key.get().sign(hashed.scheme(algorithm), hashed.input());
  }

  @Override
  protected void engineInitVerify(PublicKey theirs) throws InvalidKeyException {
    throw new InvalidKeyException("for signing only");
  }

  @Override
  protected boolean engineVerify(byte[] signature) throws SignatureException {
    throw new SignatureException("for signing only");
  }

  @Override
  @Deprecated
  protected void engineSetParameter(String name, Object value) {
    throw new UnsupportedOperationException();
  }

  @Override
  @Deprecated
  protected Object engineGetParameter(String name) {
    throw new UnsupportedOperationException();
  }
}
