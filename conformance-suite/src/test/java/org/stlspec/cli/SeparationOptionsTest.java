package org.stlspec.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.stlspec.proxy.posix.Rights;
import picocli.CommandLine;

/** Wrong ways to give up rights: one line and exit code 2, before anything is started. */
@EnabledOnOs(OS.LINUX)
class SeparationOptionsTest {
  @TempDir private Path folder;

  private static String refusal(String... options) {
    var words = new ArrayList<>(List.of("--listen=127.0.0.1:0"));
    words.addAll(List.of(options));
    if (words.stream().noneMatch(word -> word.startsWith("--backend="))) {
      words.add("--backend=exec:cat");
    }
    var err = new StringWriter();
    int code =
        new CommandLine(new ProxyCommand())
            .setErr(new PrintWriter(err, true))
            .execute(words.toArray(String[]::new));
    assertEquals(2, code, err.toString());
    return err.toString().strip();
  }

  private static void needsRoot() throws IOException {
    assumeTrue(Rights.root(), "only root comes this far");
  }

  @Test
  void whatBelongsTogetherIsMissed() {
    String alone = "--group, --chroot and --key-process need --user";
    assertEquals(alone, refusal("--group=daemon"));
    assertEquals(alone, refusal("--chroot=/"));
    assertEquals(alone, refusal("--key-process"));
  }

  @Test
  void usersThatAreNoneOrRootAreRefused() {
    assertEquals("there is no user 'nosuch'", refusal("--user=nosuch"));
    assertEquals("--user must be another user than root", refusal("--user=root"));
    assertEquals("there is no group 'nosuch'", refusal("--user=daemon", "--group=nosuch"));
  }

  @Test
  void whoIsNotRootIsTold() throws IOException {
    assumeFalse(Rights.root(), "started as root");
    assertEquals("--user and --chroot need root to start with", refusal("--user=daemon"));
  }

  @Test
  void aKeyThatIsNowhereCannotBeKeptApart() throws IOException {
    needsRoot();
    assertEquals("--key-process needs --cert and --key", refusal("--user=daemon", "--key-process"));
  }

  @Test
  void directoriesThatOthersCouldFillAreRefused() throws IOException {
    needsRoot();
    Path open = folder.resolve("open");
    Files.createDirectory(open);
    String writable = "--chroot " + open + " must belong to root, and nobody else may write to it";
    for (String permissions : List.of("rwxrwxr-x", "rwxr-xrwx")) {
      Files.setPosixFilePermissions(open, PosixFilePermissions.fromString(permissions));
      assertEquals(writable, refusal("--user=daemon", "--chroot=" + open));
    }
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.setAttribute(open, "unix:uid", 1);
    assertEquals(writable, refusal("--user=daemon", "--chroot=" + open));
  }

  @Test
  void pathsThatAreNoDirectoryAreRefused() throws IOException {
    needsRoot();
    String wrong = "--chroot must be an absolute path of a directory that exists, not ";
    assertEquals(wrong + "/nowhere", refusal("--user=daemon", "--chroot=/nowhere"));
    assertEquals(wrong + "target", refusal("--user=daemon", "--chroot=target"));
  }

  @Test
  void programsAreLookedForBeforeAnythingStarts() throws IOException {
    needsRoot();
    String self = "warning: no --cert and --key, using a self-signed certificate for localhost";
    assertEquals(
        self + System.lineSeparator() + "no program 'nosuchprogram' can be run",
        refusal("--user=daemon", "--backend=exec:nosuchprogram"));
  }

  @Test
  void aVisitorIsServedByOneProcess() {
    var err = new StringWriter();
    int code =
        new CommandLine(new ProxyCommand())
            .setErr(new PrintWriter(err, true))
            .execute("--inetd", "--user=daemon", "--backend=exec:cat");
    assertEquals(2, code);
    assertEquals("--inetd is one process: no --user", err.toString().strip());
  }
}
