package org.stlspec.proxy.privsep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stlspec.proxy.posix.Child;
import org.stlspec.proxy.posix.Mail;
import org.stlspec.proxy.posix.Pair;
import org.stlspec.proxy.posix.Spawn;
import org.stlspec.proxy.tls.Certificate;
import org.stlspec.proxy.tls.Certificates;

/** The process that has the key: how it starts, what it can do, when it ends. */
@EnabledOnOs(OS.LINUX)
class StartedKeyProcessTest {
  private static final int NOBODY = 65534;

  @TempDir Path folder;
  private Path chain;
  private Path key;

  @BeforeEach
  void files() throws IOException {
    chain = folder.resolve("chain.pem");
    key = folder.resolve("key.pem");
    Certificate.selfSigned("localhost").writePem(chain, key);
  }

  private StartedKeyProcess started() throws Exception {
    return StartedKeyProcess.start(chain, key, Optional.empty(), 0, Optional.empty());
  }

  @Test
  void itEndsWhenNobodyCanAskItAnyMore() throws Exception {
    StartedKeyProcess process = started();
    Certificate.of(process.chain(), process.socket(), line -> {}).close();
    assertEquals(new Child.Ending(Optional.empty(), 0), process.child().await());
  }

  @Test
  void itEndsWhenItIsSentWhatIsNoRequest() throws Exception {
    StartedKeyProcess process = started();
    new Mail(ByteBuffer.wrap(new byte[] {1}), Optional.empty()).send(process.socket());
    assertEquals(new Child.Ending(Optional.empty(), 3), process.child().await());
    process.socket().close();
  }

  @Test
  void aKeyOfAnotherCertificateIsRefusedInOneLine() throws Exception {
    Certificate.selfSigned("localhost").writePem(folder.resolve("other.pem"), key);
    var e = assertThrows(CertificateException.class, this::started);
    assertEquals("the private key does not match the certificate", e.getMessage());
  }

  @Test
  void aMissingKeyIsNamed() throws Exception {
    Files.delete(key);
    var e = assertThrows(CertificateException.class, this::started);
    assertEquals("no such file: " + key, e.getMessage());
  }

  @Test
  void aProcessThatCannotGiveUpItsRightsDoesNotServe() throws Exception {
    var nowhere = Optional.of(folder.resolve("missing"));
    var e =
        assertThrows(
            IOException.class,
            () -> StartedKeyProcess.start(chain, key, Optional.of(NOBODY), NOBODY, nowhere));
    assertEquals("the key process has ended at its start", e.getMessage());
  }

  @Test
  void whatIsWrongOnItsCommandLineIsALine() throws Exception {
    for (String words : List.of("", "a b", "a b x", "a b 3 1", "a b 3 1 x", "a b 3 1 1 / /")) {
      Pair pipe = Pair.ofPipe();
      assertEquals(2, run(words, pipe).await().code(), words);
      try (var in = Files.newInputStream(Path.of("/proc/self/fd/" + pipe.first().number()))) {
        String said = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        assertTrue(said.matches("(?s)(.*\n)?usage: KeyProcess [^\n]*\n"), said);
      }
      pipe.first().close();
    }
  }

  private static Child run(String words, Pair log) throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    List<String> all = new ArrayList<>(List.of("java", "-cp"));
    all.addAll(List.of(System.getProperty("java.class.path"), KeyProcess.class.getName()));
    if (!words.isEmpty()) all.addAll(List.of(words.split(" ", -1)));
    var child = new Spawn(java, all, List.of(), Map.of(2, log.second()), false).start();
    log.second().close();
    return child;
  }

  private StartedKeyProcess confined() throws Exception {
    assumeTrue(Files.isReadable(Path.of("/proc/1/mem")), "needs root");
    var empty = Optional.of(Files.createDirectory(folder.toRealPath().resolve("empty")));
    return StartedKeyProcess.start(chain, key, Optional.of(NOBODY), NOBODY, empty);
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "secp256r1"})
  void itSignsAndRefusesWithAllFilesOutOfReach(String kind) throws Exception {
    Certificates.of(kind).writePem(chain, key);
    StartedKeyProcess process = confined();
    Certificate.of(process.chain(), process.socket().copyFrom(3), line -> {}).close();
    new Mail(ByteBuffer.wrap(new byte[100]), Optional.empty()).send(process.socket());
    assertEquals(8, Mail.receive(process.socket(), 100).orElseThrow().octets().remaining());
    new Mail(ByteBuffer.wrap(new byte[] {1}), Optional.empty()).send(process.socket());
    assertEquals(new Child.Ending(Optional.empty(), 3), process.child().await());
    process.socket().close();
  }

  @Test
  void itHasNoRightsAndShowsItsMemoryToNobody() throws Exception {
    StartedKeyProcess process = confined();
    Path its = Path.of("/proc/" + process.child().pid());
    List<String> status = Files.readAllLines(its.resolve("status"));
    for (String line :
        List.of(
            "Uid:\t65534\t65534\t65534\t65534",
            "Gid:\t65534\t65534\t65534\t65534",
            "Groups:\t65534 ",
            "CapEff:\t0000000000000000",
            "CapPrm:\t0000000000000000")) {
      assertTrue(status.contains(line), () -> line + " in " + status);
    }
    assertEquals(folder.toRealPath().resolve("empty"), Files.readSymbolicLink(its.resolve("root")));
    assertFalse(descriptors(its).stream().anyMatch(file -> file.startsWith(key.toString())));
    // What belongs to root there, though the process is another user's, is shown to root alone.
    assertEquals(0, Files.getAttribute(its.resolve("mem"), "unix:uid"));
    process.socket().close();
    process.child().await();
  }

  private static List<String> descriptors(Path process) throws IOException {
    List<String> files = new ArrayList<>();
    try (var all = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path one : all) files.add(Files.readSymbolicLink(one).toString());
    }
    return files;
  }
}
