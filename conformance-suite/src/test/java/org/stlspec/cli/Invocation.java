package org.stlspec.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;

/** What a call of the command printed and how it ended. */
record Invocation(int exit, String out, String err) {

  /** In this JVM. */
  static Invocation of(String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    int exit =
        Stlspec.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(arguments);
    var done = new Invocation(exit, out.toString(), err.toString());
    done.assertNoStackTrace();
    return done;
  }

  /** The words that start the command as a process of its own. */
  static List<String> java() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-cp",
        System.getProperty("java.class.path"),
        Stlspec.class.getName());
  }

  void assertNoStackTrace() {
    assertFalse(err.lines().anyMatch(line -> line.startsWith("\t")), err);
    assertFalse(err.lines().anyMatch(line -> line.strip().startsWith("at org.stlspec")), err);
    assertFalse(err.contains("Exception"), err);
  }

  Invocation ends(int expected) {
    assertEquals(expected, exit, out + err);
    return this;
  }

  /** One line of explanation, perhaps one that points to the help, and these words in the first. */
  Invocation says(String... words) {
    List<String> lines = err.lines().toList();
    assertTrue(lines.size() == 1 || (lines.size() == 2 && lines.get(1).startsWith("Try '")), err);
    assertTrue(lines.get(0).startsWith("stlspec: "), err);
    for (String word : words) {
      assertTrue(lines.get(0).contains(word), "'" + word + "' in: " + err);
    }
    return this;
  }

  Invocation prints(String... words) {
    for (String word : words) {
      assertTrue(out.contains(word), "'" + word + "' in: " + out);
    }
    return this;
  }
}
