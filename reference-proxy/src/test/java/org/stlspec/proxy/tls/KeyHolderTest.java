package org.stlspec.proxy.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stlspec.proxy.posix.Mail;
import org.stlspec.proxy.posix.Pair;
import org.stlspec.proxy.tls.SignatureInput.Version;

/** What a key holder signs, and what it refuses. */
@EnabledOnOs(OS.LINUX)
class KeyHolderTest {

  private static ByteBuffer request(long number, int scheme, byte[] input) {
    return new SignatureRequest(number, scheme, ByteBuffer.wrap(input)).octets();
  }

  private static boolean signs(Holder holder, SignatureScheme scheme, Version version)
      throws Exception {
    byte[] input = SignatureInput.probe(version);
    SignatureReply reply = holder.answer(request(7, scheme.code(), input));
    assertEquals(7, reply.number());
    if (!reply.signature().hasRemaining()) return false;
    var verifier = Signature.getInstance(scheme.algorithm());
    if (scheme.parameters().isPresent()) verifier.setParameter(scheme.parameters().get());
    verifier.initVerify(holder.leaf());
    verifier.update(input);
    assertTrue(verifier.verify(Holder.octets(reply.signature())), scheme.toString());
    return true;
  }

  @ParameterizedTest
  @CsvSource({
    "RSA,TLS_1_2,RSA_PKCS1_SHA256 RSA_PKCS1_SHA384 RSA_PKCS1_SHA512"
        + " RSA_PSS_RSAE_SHA256 RSA_PSS_RSAE_SHA384 RSA_PSS_RSAE_SHA512",
    "RSA,TLS_1_3,RSA_PSS_RSAE_SHA256 RSA_PSS_RSAE_SHA384 RSA_PSS_RSAE_SHA512",
    "secp256r1,TLS_1_2," + "ECDSA_SECP256R1_SHA256 ECDSA_SECP384R1_SHA384 ECDSA_SECP521R1_SHA512",
    "secp256r1,TLS_1_3,ECDSA_SECP256R1_SHA256",
    "secp384r1,TLS_1_3,ECDSA_SECP384R1_SHA384",
    "secp521r1,TLS_1_3,ECDSA_SECP521R1_SHA512"
  })
  void aKeySignsInTheSchemesOfItsKindOnly(String kind, Version version, String schemes)
      throws Exception {
    var holder = new Holder(kind);
    List<String> signed = new ArrayList<>();
    for (SignatureScheme scheme : SignatureScheme.values()) {
      if (signs(holder, scheme, version)) signed.add(scheme.toString());
    }
    assertEquals(List.of(schemes.split(" ", -1)), signed);
    holder.socket.close();
    holder.awaitEnd();
  }

  static Stream<byte[]> noHandshakes() {
    return SignatureInputTest.others().filter(input -> input.length > 0);
  }

  @ParameterizedTest
  @MethodSource("noHandshakes")
  void whatIsNoHandshakeIsRefused(byte[] input) throws Exception {
    var holder = new Holder("secp256r1");
    byte[] cut = Arrays.copyOf(input, Math.min(input.length, SignatureInput.LONGEST));
    SignatureReply reply = holder.answer(request(1, 0x0403, cut));
    assertFalse(reply.signature().hasRemaining());
    assertEquals("refused signature scheme 0x0403 for this input", holder.log.take());
    holder.socket.close();
    holder.awaitEnd();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 0x0201, 0x0203, 0x0707, 0x0807, 0xffff})
  void otherSchemesAreRefusedAndOnlyTheFirstIsLogged(int scheme) throws Exception {
    var holder = new Holder("RSA");
    byte[] input = SignatureInput.probe(Version.TLS_1_2);
    for (int i = 0; i < 3; i++) {
      assertFalse(holder.answer(request(1, scheme, input)).signature().hasRemaining());
    }
    assertTrue(signs(holder, SignatureScheme.RSA_PSS_RSAE_SHA256, Version.TLS_1_2));
    assertEquals(1, holder.log.size());
    holder.socket.close();
    holder.awaitEnd();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 9, 10, SignatureRequest.LONGEST + 1, 60_000})
  void aRequestOfAnotherLengthEndsIt(int octets) throws Exception {
    var holder = new Holder("secp256r1");
    new Mail(ByteBuffer.allocate(octets), Optional.empty()).send(holder.socket);
    assertTrue(reason(holder).startsWith("a request of "), reason(holder));
    holder.socket.close();
  }

  @Test
  void aDescriptorEndsIt() throws Exception {
    var holder = new Holder("secp256r1");
    Pair pipe = Pair.ofPipe();
    byte[] input = SignatureInput.probe(Version.TLS_1_2);
    new Mail(request(1, 0x0403, input), Optional.of(pipe.first())).send(holder.socket);
    assertEquals("a descriptor came with a request", reason(holder));
    pipe.close();
    holder.socket.close();
  }

  private static String reason(Holder holder) {
    return assertThrows(ExecutionException.class, holder::awaitEnd).getCause().getMessage();
  }

  @Test
  void theChainIsWhatItSaysFirst() throws Exception {
    var holder = new Holder("secp256r1");
    assertArrayEquals(holder.certificate.chain(), ChainOctets.read(holder.chain).toArray());
    holder.socket.close();
    holder.awaitEnd();
  }
}
