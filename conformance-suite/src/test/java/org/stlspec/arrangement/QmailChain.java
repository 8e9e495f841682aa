package org.stlspec.arrangement;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.stlspec.qmail.SampleMaildir;

/**
 * {@code qmail-popup HOST checkpassword qmail-pop3d Maildir}, the three programs of fake-qmail over
 * a Maildir of their own. For root the account belongs to a system user, who can read what is
 * needed.
 */
final class QmailChain {
  private static final String USER = "nobody";

  private final Path folder;
  private final Path program;

  /** Installs all of it in this folder. */
  QmailChain(Path folder) throws Exception {
    this.folder = open(folder);
    Path home = open(Files.createDirectories(folder.resolve("home")));
    SampleMaildir.into(home.resolve("Maildir"));
    Path target = open(Files.createDirectories(folder.resolve("target")));
    Path bin = open(Files.createDirectories(folder.resolve("bin")));
    Path source = Path.of("..", "fake-qmail").toAbsolutePath().normalize();
    open(Files.copy(source.resolve("target/fake-qmail.jar"), target.resolve("fake-qmail.jar")));
    program = open(Files.copy(source.resolve("bin/fake-qmail"), bin.resolve("fake-qmail")));
    String owner = isRoot() ? USER : "";
    Files.writeString(accounts(), "alice:wonderland:" + owner + ":" + home + "\n");
    if (isRoot()) run("chown", "-R", USER, home.toString());
  }

  static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private Path accounts() {
    return folder.resolve("accounts");
  }

  private static Path open(Path path) throws IOException {
    return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static void run(String... words) throws Exception {
    int code = new ProcessBuilder(words).inheritIO().start().waitFor();
    if (code != 0) throw new AssertionError(String.join(" ", words) + ": exit code " + code);
  }

  /** What runs under tcpserver. */
  List<String> command() {
    var words = new ArrayList<>(List.of(program.toString(), "popup", "pop.test"));
    words.addAll(List.of(program.toString(), "checkpassword", "--accounts", accounts().toString()));
    if (!isRoot()) words.add("--stay");
    words.addAll(List.of(program.toString(), "pop3d", "Maildir"));
    return words;
  }

  /** For {@code --backend}. */
  String backend() {
    return "exec:" + String.join(" ", command());
  }
}
