package org.stlspec.proxy.privsep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stlspec.proxy.ProxySettings;
import org.stlspec.proxy.backend.BackendAddress;
import org.stlspec.proxy.posix.Descriptor;
import org.stlspec.proxy.posix.Pair;
import org.stlspec.proxy.posix.Rights;
import org.stlspec.proxy.tls.Certificate;

/** The launcher against a network process that somebody else commands ({@link Intruder}). */
@Timeout(120)
@EnabledOnOs(OS.LINUX)
class LauncherTest {
  static final Identity NOBODY = new Identity(54321, 54321);

  private static final Certificate CERTIFICATE = Certificate.selfSigned("localhost");

  @TempDir private Path root;
  private final BlockingQueue<String> log = new LinkedBlockingQueue<>();
  private BufferedReader report;
  private Descriptor reader;

  @BeforeEach
  void needsRoot() throws IOException {
    assumeTrue(Rights.root(), "rights can be given up by root only");
  }

  @AfterEach
  void closeReport() throws IOException {
    if (report != null) report.close();
  }

  private Launcher launcher(String deed) throws Exception {
    Pair pipe = Pair.ofPipe();
    reader = pipe.first();
    report =
        Files.newBufferedReader(
            Path.of("/proc/self/fd/" + reader.number()), StandardCharsets.US_ASCII);
    reader.close();
    var settings = ProxySettings.to(new BackendAddress.Exec(List.of("cat"))).log(log::add);
    var confinement = new Confinement(NOBODY, java.util.Optional.of(root));
    confinement.check();
    Descriptor writer = pipe.second();
    var words = List.of(deed, String.valueOf(writer.number()), root.toString());
    var command = new NetworkCommand(Intruder.class.getName(), words, List.of(writer));
    var launcher =
        new Launcher(settings, confinement, Credentials.handedOver(() -> CERTIFICATE), command);
    writer.close();
    return launcher;
  }

  private String logged() throws InterruptedException {
    String line = log.poll(20, TimeUnit.SECONDS);
    return line == null ? "nothing was logged" : line;
  }

  private static void assertGone(String line) {
    String pid = line.replaceFirst(".*network-process=(\\d+) .*", "$1");
    assertTrue(Files.notExists(Path.of("/proc", pid)), line);
  }

  @ParameterizedTest
  @CsvSource({
    "again, confined a second time",
    "repeated, session number 1",
    "descriptor, a descriptor came with it",
    "long, length 11 of kind 3",
    "kind, unknown kind 77",
    "ended, the end of session 1",
  })
  void aForgedRequestEndsItAll(String deed, String why) throws Exception {
    assertEquals(3, launcher(deed).run());
    String began = logged();
    assertTrue(began.startsWith("launcher network-process="), began);
    assertEquals("launcher forged=\"" + why + "\"", logged());
    assertGone(began);
  }

  @Test
  void aMessageLongerThanAnyIsForged() throws Exception {
    assertEquals(3, launcher("huge").run());
    assertGone(logged());
    assertEquals("launcher forged=\"unknown version\"", logged());
  }

  @Test
  void nothingIsGrantedBeforeTheRightsAreGone() throws Exception {
    assertEquals(3, launcher("early").run());
    assertEquals("launcher forged=\"a request before its time\"", logged());
  }

  @Test
  void theWordOfTheNetworkProcessIsNotEnough() throws Exception {
    assertEquals(3, launcher("unconfined").run());
    String why = logged();
    assertTrue(why.matches("launcher failed=\"/proc/\\d+/task/\\d+/status has .*"), why);
  }

  @Test
  void aWayOutOfTheDirectoryIsSeen() throws Exception {
    assertEquals(3, launcher("folder").run());
    assertEquals("launcher failed=\"it has a directory open\"", logged());
  }

  @Test
  void oneThatClosesTheConnectionIsNotWaitedFor() throws Exception {
    assertEquals(3, launcher("leaves").run());
    assertGone(logged());
    assertEquals("launcher ended=\"network process, signal 9\"", logged());
  }

  @Test
  void whoeverCommandsTheNetworkProcessHasNothingButSessions() throws Exception {
    Launcher launcher = launcher("everything");
    var code = CompletableFuture.supplyAsync(() -> run(launcher));
    assertEquals("done", report.readLine());
    assertEquals(0, launcher.stop());
    assertEquals(0, code.get(20, TimeUnit.SECONDS));
    assertGone(logged());
  }

  private static int run(Launcher launcher) {
    try {
      return launcher.run();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
