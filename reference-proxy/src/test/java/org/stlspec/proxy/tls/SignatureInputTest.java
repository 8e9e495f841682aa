package org.stlspec.proxy.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stlspec.proxy.tls.SignatureInput.Version;

/** What a TLS server signs, and what only looks like it. */
class SignatureInputTest {

  private static byte[] of13(String context, int hash) {
    byte[] head = (" ".repeat(64) + context + "\0").getBytes(StandardCharsets.US_ASCII);
    return Arrays.copyOf(head, head.length + hash);
  }

  private static byte[] of12(int curveType, int group, int length, int first, int octets) {
    byte[] input = new byte[64 + 4 + octets];
    input[64] = (byte) curveType;
    input[65] = (byte) (group >> 8);
    input[66] = (byte) group;
    input[67] = (byte) length;
    if (octets > 0) input[68] = (byte) first;
    return input;
  }

  @ParameterizedTest
  @ValueSource(ints = {32, 48})
  void theServersInputOfTls13IsKnown(int hash) {
    byte[] input = of13("TLS 1.3, server CertificateVerify", hash);
    assertEquals(Optional.of(Version.TLS_1_3), SignatureInput.version(input));
  }

  @ParameterizedTest
  @CsvSource({"23,65,4", "24,97,4", "25,133,4", "29,32,9", "30,56,9"})
  void theServersInputOfTls12IsKnown(int group, int length, int first) {
    byte[] input = of12(3, group, length, first, length);
    assertEquals(Optional.of(Version.TLS_1_2), SignatureInput.version(input));
  }

  static Stream<byte[]> others() {
    byte[] sound = of13("TLS 1.3, server CertificateVerify", 32);
    byte[] lessBlanks = Arrays.copyOfRange(sound, 1, sound.length);
    return Stream.of(
        new byte[0],
        new byte[] {1, 2, 3, 4},
        new byte[32],
        of13("TLS 1.3, client CertificateVerify", 32),
        of13("TLS 1.3, server CertificateVerify", 0),
        of13("TLS 1.3, server CertificateVerify", 20),
        of13("TLS 1.3, server CertificateVerify", 64),
        of13("TLS, server delegated credentials", 32),
        lessBlanks,
        of12(3, 29, 32, 9, 31),
        of12(3, 29, 32, 9, 33),
        of12(3, 29, 33, 9, 33),
        of12(3, 23, 65, 2, 65),
        of12(3, 23, 33, 2, 33),
        of12(1, 29, 32, 9, 32),
        of12(3, 22, 65, 4, 65),
        of12(3, 22, 0, 4, 0),
        of12(3, 29, 32, 9, 0));
  }

  @ParameterizedTest
  @MethodSource("others")
  void anythingElseIsNot(byte[] input) {
    assertEquals(Optional.empty(), SignatureInput.version(input));
  }

  @Test
  void theProbesAreOfTheirVersions() {
    for (Version version : Version.values()) {
      assertEquals(Optional.of(version), SignatureInput.version(SignatureInput.probe(version)));
    }
  }
}
