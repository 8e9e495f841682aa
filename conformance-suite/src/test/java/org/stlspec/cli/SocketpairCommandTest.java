package org.stlspec.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stlspec.arrangement.Signals;
import picocli.CommandLine;

@EnabledOnOs(OS.LINUX)
class SocketpairCommandTest {
  private static final String LISTS = "for f in /proc/$$/fd/*; do l=\"$l${f##*/} \"; done; echo $l";
  private final StringWriter err = new StringWriter();
  @TempDir private Path folder;

  private int run(Object... arguments) {
    String[] words = List.of(arguments).stream().map(Object::toString).toArray(String[]::new);
    return new CommandLine(new SocketpairCommand()).setErr(new PrintWriter(err)).execute(words);
  }

  private String written(String file) throws Exception {
    return Files.readString(folder.resolve(file));
  }

  @Test
  void twoProgramsTalkAsMakesockHadThem() throws Exception {
    Path left = folder.resolve("left");
    Path right = folder.resolve("right");
    int code =
        run(
            "sh",
            "-c",
            LISTS + " >" + left + "; echo hello >&3; read -r a <&3; echo $a >>" + left + "; exit 7",
            "--connect-to",
            "sh",
            "-c",
            LISTS + " >" + right + "; read -r a; echo $a >>" + right + "; echo back");
    assertEquals(7, code);
    // One more than it has: the shell's own, to list the folder.
    assertEquals("0 1 2 3 4\nback\n", written("left"));
    assertEquals("0 1 2 3\nhello\n", written("right"));
  }

  @Test
  void descriptorsAndSeparatorAreChosen() throws Exception {
    Path out = folder.resolve("out");
    String left = "echo hello >&9; readlink /proc/$$/fd/7 /proc/$$/fd/9 >" + out;
    String right = "read -r a <&5; echo $a >" + folder.resolve("right");
    assertEquals(
        0,
        run(
            "--left",
            "7,9",
            "--right=5",
            "--separator",
            "//",
            "sh",
            "-c",
            left,
            "//",
            "sh",
            "-c",
            right));
    List<String> ends = Files.readAllLines(out);
    assertTrue(
        ends.get(0).startsWith("socket:") && ends.get(0).equals(ends.get(1)), ends::toString);
    assertEquals("hello\n", written("right"));
  }

  @Test
  void pipesJoinThemToo() throws Exception {
    Path out = folder.resolve("out");
    String left = "echo ping >&7; exec 7>&-; cat <&6 >" + out + "; readlink /proc/$$/fd/6 >>" + out;
    assertEquals(0, run("--pipes", "sh", "-c", left, "--connect-to", "sed", "s/^/got /"));
    assertTrue(written("out").startsWith("got ping\npipe:["), written("out"));
  }

  @Test
  void theCodeIsThatOfTheLeftAndASignalIs128AndItsNumber() {
    assertEquals(137, run("sh", "-c", "kill -9 $$", "--connect-to", "sh", "-c", "exit 4"));
    assertEquals(0, run("true", "--connect-to", "sh", "-c", "exit 4"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cat cat",
        "cat --connect-to",
        "--connect-to cat",
        "cat --connect-to /no/such",
        "/no/such --connect-to cat",
        "--left x cat --connect-to cat",
        "--left 3,3 cat --connect-to cat",
        "--left -1 cat --connect-to cat",
        "--right 999 cat --connect-to cat",
        "--pipes --stream cat --connect-to cat",
        "--pipes --left 3 cat --connect-to cat",
        "--nonsense cat --connect-to cat"
      })
  void badInputIsExitCode2(String arguments) {
    assertEquals(2, run((Object[]) arguments.split(" ", -1)));
    assertEquals(
        1,
        err.toString()
            .lines()
            .filter(
                l ->
                    l.contains("stlspec socketpair:")
                        || l.contains("nvalid value")
                        || l.contains("Unknown option"))
            .count(),
        err.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT", "HUP"})
  void signalsArePassedOnToBoth(String signal) throws Exception {
    String waits = "trap 'echo %s %s >&2; exit 5' %s; echo ready >&2; while :; do read -r x; done";
    var words =
        new ArrayList<>(
            Launched.stlspec("socketpair", "sh", "-c", waits.formatted("left", signal, signal)));
    words.addAll(List.of("--connect-to", "sh", "-c", waits.formatted("right", signal, signal)));
    Process process = new ProcessBuilder(Signals.heard(words)).start();
    try (var lines = process.errorReader(StandardCharsets.US_ASCII)) {
      assertEquals(List.of("ready", "ready"), List.of(lines.readLine(), lines.readLine()));
      new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid())).start().waitFor();
      var said = new ArrayList<>(List.of(lines.readLine(), lines.readLine()));
      said.sort(null);
      assertEquals(List.of("left " + signal, "right " + signal), said);
      assertTrue(process.waitFor(20, TimeUnit.SECONDS));
      assertEquals(5, process.exitValue());
    } finally {
      process.destroyForcibly();
    }
  }
}
