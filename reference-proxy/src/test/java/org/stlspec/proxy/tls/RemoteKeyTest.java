package org.stlspec.proxy.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.crypto.TlsHash;
import org.bouncycastle.tls.crypto.TlsSigner;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsECDSASigner;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsRSASigner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stlspec.proxy.posix.Mail;
import org.stlspec.proxy.posix.Pair;
import org.stlspec.proxy.tls.SignatureInput.Version;

/** A key that is not here: what can be had of it, and what becomes of it without its holder. */
@EnabledOnOs(OS.LINUX)
class RemoteKeyTest {
  private static final byte[] INPUT = SignatureInput.probe(Version.TLS_1_2);
  private static final SignatureScheme SCHEME = SignatureScheme.ECDSA_SECP256R1_SHA256;

  private final List<String> log = new ArrayList<>();

  private Certificate remote(Holder holder) throws Exception {
    return Certificate.of(holder.chain, holder.socket, log::add);
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "secp256r1"})
  void thereIsNothingOfTheKeyInThisProcess(String kind) throws Exception {
    var holder = new Holder(kind);
    try (Certificate remote = remote(holder)) {
      assertArrayEquals(holder.certificate.chain(), remote.chain());
      assertNull(remote.key().getEncoded());
      assertNull(remote.key().getFormat());
      assertFalse(remote.key() instanceof java.security.interfaces.RSAPrivateKey);
      assertFalse(remote.key() instanceof java.security.interfaces.ECPrivateKey);
    }
    holder.awaitEnd();
  }

  @Test
  void theHolderOfAnotherKeyIsRefusedAndLeft() throws Exception {
    var holder = new Holder("secp256r1");
    byte[] other = ChainOctets.written(Certificates.of("secp256r1"));
    var e =
        assertThrows(
            CertificateException.class, () -> Certificate.of(other, holder.socket, log::add));
    assertEquals("the private key does not match the certificate", e.getMessage());
    holder.awaitEnd();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no chain"})
  void aChainThatIsNoneIsRefused(String chain) throws Exception {
    var holder = new Holder("secp256r1");
    assertThrows(
        CertificateException.class,
        () -> Certificate.of(chain.getBytes(StandardCharsets.US_ASCII), holder.socket, log::add));
    holder.awaitEnd();
  }

  /** Bouncy Castle's engine asks for signatures of hashes, at least in TLS 1.2. */
  @ParameterizedTest
  @CsvSource({"RSA,4", "RSA,5", "RSA,6", "secp256r1,4", "secp256r1,5", "secp256r1,6"})
  void whatWasHashedIsSentInsteadOfItsHash(String kind, short hash) throws Exception {
    var holder = new Holder(kind);
    try (Certificate remote = remote(holder)) {
      var crypto =
          (BouncyCastleCrypto)
              BouncyCastleCrypto.with(remote.key()).create(new SecureRandom(), new SecureRandom());
      short type = (short) (kind.equals("RSA") ? 1 : 3);
      TlsSigner signer =
          kind.equals("RSA")
              ? new JcaTlsRSASigner(crypto, remote.key())
              : new JcaTlsECDSASigner(crypto, remote.key());
      TlsHash digest = crypto.createHash((int) hash);
      digest.update(INPUT, 0, 10);
      digest = digest.cloneHash();
      digest.update(INPUT, 10, INPUT.length - 10);
      byte[] signature =
          signer.generateRawSignature(
              SignatureAndHashAlgorithm.getInstance(hash, type), digest.calculateHash());
      assertTrue(verified(holder, hash, signature));
    }
    holder.awaitEnd();
  }

  private static boolean verified(Holder holder, int hash, byte[] signature) throws Exception {
    String digest = List.of("SHA256", "SHA384", "SHA512").get(hash - 4);
    String kind = holder.certificate.key().getAlgorithm().equals("EC") ? "ECDSA" : "RSA";
    var verifier = Signature.getInstance(digest + "with" + kind);
    verifier.initVerify(holder.leaf());
    verifier.update(INPUT);
    return verifier.verify(signature);
  }

  @Test
  void aHashOfNobodyKnowsWhatIsNotSigned() throws Exception {
    var holder = new Holder("secp256r1");
    try (Certificate remote = remote(holder)) {
      var signature = Signature.getInstance("NONEwithECDSA");
      signature.initSign(remote.key());
      signature.update(new byte[32]);
      assertThrows(SignatureException.class, signature::sign);
      Hashed.remember(INPUT, new byte[32]);
      signature.update(new byte[31]);
      assertThrows(SignatureException.class, signature::sign);
      Hashed.remember(INPUT, new byte[] {1, 2});
      signature.update(new byte[] {1, 2});
      assertThrows(SignatureException.class, signature::sign);
    }
    holder.awaitEnd();
  }

  @Test
  void keysOfThisProcessAreNoneOfItsBusiness() throws Exception {
    var holder = new Holder("secp256r1");
    remote(holder).close();
    PrivateKey own = KeyPairGenerator.getInstance("EC").generateKeyPair().getPrivate();
    var signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(own);
    assertEquals("SunEC", signature.getProvider().getName());
    holder.awaitEnd();
  }

  @Test
  void whatIsRefusedIsAnErrorButNoFailure() throws Exception {
    var holder = new Holder("secp256r1");
    try (Certificate remote = remote(holder)) {
      var e = assertThrows(SignatureException.class, () -> SCHEME.sign(remote.key(), new byte[3]));
      assertEquals("the key process refuses to sign this", e.getMessage());
      SCHEME.sign(remote.key(), INPUT);
    }
    assertEquals(List.of(), log);
    holder.awaitEnd();
  }

  @Test
  void aHolderThatIsGoneIsALineAndEachSignatureAnError() throws Exception {
    Pair pair = Pair.ofPackets();
    var connection = new KeyConnection(pair.first(), Duration.ofSeconds(20), log::add);
    pair.second().close();
    for (int i = 0; i < 3; i++) {
      assertThrows(SignatureException.class, () -> connection.sign(SCHEME, INPUT));
    }
    assertEquals(1, log.size());
    assertTrue(log.get(0).startsWith("key failed=\""), log.get(0));
    connection.close();
    assertThrows(SignatureException.class, () -> connection.sign(SCHEME, INPUT));
    connection.close();
  }

  @Test
  void aHolderThatHangsIsWaitedForOnceAndAskedAgainWhenItHasAnswered() throws Exception {
    Pair pair = Pair.ofPackets();
    var connection = new KeyConnection(pair.first(), Duration.ofMillis(200), log::add);
    for (int i = 0; i < 3; i++) {
      var e = assertThrows(SignatureException.class, () -> connection.sign(SCHEME, INPUT));
      assertEquals("the key process does not answer", e.getMessage());
    }
    assertEquals(List.of("key failed=\"the key process does not answer\""), log);
    // Were a question asked while the first was open, it would come before this octet.
    new Mail(ByteBuffer.wrap(new byte[] {0}), Optional.empty()).send(pair.first());
    assertEquals(1, SignatureRequest.of(next(pair)).orElseThrow().number());
    assertEquals(1, next(pair).remaining());
    reply(pair, 1, "late");
    reply(pair, 2, "timely");
    assertArrayEquals("timely".getBytes(StandardCharsets.US_ASCII), connection.sign(SCHEME, INPUT));
    assertEquals("key answers=again", log.get(1));
    connection.close();
    pair.second().close();
  }

  @Test
  void anAnswerToAnotherQuestionIsNoSignature() throws Exception {
    Pair pair = Pair.ofPackets();
    var connection = new KeyConnection(pair.first(), Duration.ofSeconds(20), log::add);
    reply(pair, 5, "x");
    assertThrows(SignatureException.class, () -> connection.sign(SCHEME, INPUT));
    new Mail(ByteBuffer.wrap(new byte[3]), Optional.empty()).send(pair.second());
    assertThrows(SignatureException.class, () -> connection.sign(SCHEME, INPUT));
    connection.close();
    pair.second().close();
  }

  private static void reply(Pair pair, long number, String signature) throws Exception {
    byte[] octets = signature.getBytes(StandardCharsets.US_ASCII);
    ByteBuffer reply = new SignatureReply(number, ByteBuffer.wrap(octets)).octets();
    new Mail(reply, Optional.empty()).send(pair.second());
  }

  private static ByteBuffer next(Pair pair) throws Exception {
    return Mail.receive(pair.second(), 1000).orElseThrow().octets();
  }

  @Test
  void theWayToTheKeyIsClosedByTheLastThatLeaves() throws Exception {
    var holder = new Holder("secp256r1");
    Certificate remote = remote(holder);
    var server = new TlsServer(TlsEngine.JSSE, remote, Duration.ofSeconds(1));
    remote.close();
    SCHEME.sign(remote.key(), INPUT);
    server.certificate(Certificate.selfSigned("localhost"));
    holder.awaitEnd();
    assertThrows(IllegalStateException.class, () -> server.certificate(remote));
    server.close();
  }
}
