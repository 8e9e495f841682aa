package org.stlspec.qmail.process;

import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What tests find on the machine they run on. */
final class Machine {

  private Machine() {}

  static boolean isRoot() {
    try {
      return RealUser.uid() == 0;
    } catch (Failure unknown) {
      throw new AssertionError(unknown);
    }
  }

  static void needsRoot() {
    assumeTrue(isRoot(), "only root can become another user");
  }

  static boolean has(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
  }

  static void needs(String program, String debianPackage) {
    assumeTrue(has(program), program + " is not installed (Debian: " + debianPackage + ")");
  }

  /** A line of /etc/passwd: a user without power, whose home exists. */
  static List<String> systemUser() throws IOException {
    List<List<String>> users =
        Files.readAllLines(Path.of("/etc/passwd"), StandardCharsets.ISO_8859_1).stream()
            .map(line -> List.of(line.split(":", -1)))
            .filter(user -> List.of("games", "mail", "man", "daemon").contains(user.get(0)))
            .filter(user -> Files.isDirectory(Path.of(user.get(5))))
            .toList();
    assumeFalse(users.isEmpty(), "none of the usual system users");
    return users.get(0);
  }

  /** Put before a command, makes it run as somebody who is not root, even for root. */
  static String asNobody() {
    if (isRoot()) {
      needs("setpriv", "util-linux");
      return "setpriv --reuid 54321 --regid 54321 --clear-groups ";
    }
    return "";
  }

  /** The processes that carry a mark; those already dead do not count. */
  static List<Long> processes(String mark) throws IOException {
    String wanted = Installation.MARK + "=" + mark + "\0";
    try (Stream<Path> all = Files.list(Path.of("/proc"))) {
      return all.map(path -> path.getFileName().toString())
          .filter(name -> name.chars().allMatch(Character::isDigit))
          .filter(process -> environment(process).contains(wanted))
          .map(Long::valueOf)
          .toList();
    }
  }

  private static String environment(String process) {
    try {
      byte[] octets = Files.readAllBytes(Path.of("/proc", process, "environ"));
      return new String(octets, StandardCharsets.ISO_8859_1);
    } catch (IOException goneOrNotOurs) {
      return "";
    }
  }
}
