package org.stlspec.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stlspec.standin.Nobody;
import org.stlspec.standin.Polite;
import org.stlspec.standin.StandIn;

class ScriptCommandTest {
  @TempDir private Path folder;

  private Path script(String... lines) throws IOException {
    return Files.writeString(folder.resolve("dialogue.txt"), String.join("\n", lines));
  }

  private static Invocation play(Path file) {
    try (StandIn server = StandIn.with(new Polite())) {
      return Invocation.of("script", file.toString(), "--target", server.text());
    }
  }

  @Test
  void aDialogueIsPlayedAndItsTranscriptPrinted() throws IOException {
    Invocation told =
        play(script("S: +OK polite\\r\\n", "C: CAPA\\r\\n", "S*:", "C: QUIT\\r\\n", "S:"));
    told.ends(Exit.AS_EXPECTED)
        .prints("S>: +OK polite\\r\\n", "C>: CAPA\\r\\n", "S>: +OK\\r\\nUSER\\r\\n.\\r\\n");
    assertEquals("", told.err());
    assertTrue(
        told.out().lines().allMatch(line -> line.matches(" *\\d+\\.\\d{3} ms [CS][>#]: .*")));
  }

  @Test
  void aDifferenceIsExitCode1AndToldLast() throws IOException {
    Invocation told = play(script("S: +OK rude\\r\\n")).ends(Exit.FINDINGS);
    assertTrue(
        told.out().strip().endsWith("! expected +OK rude\\r\\n, got '+OK polite\\r\\n'"),
        told.out());
  }

  @Test
  void aFileThatCannotBeReadIsExitCode2AndNamed() throws IOException {
    Path missing = folder.resolve("missing.txt");
    play(missing).ends(Exit.USAGE).says("cannot read " + missing + ": no such file");
    play(folder).ends(Exit.USAGE).says("cannot read " + folder + ": ");
    Path latin1 = folder.resolve("latin1.txt");
    Files.write(latin1, "S: caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
    play(latin1).ends(Exit.USAGE).says("cannot read " + latin1 + ": not UTF-8");
  }

  @Test
  void aBadLineIsExitCode2AndNamedByItsNumber() throws IOException {
    Path file = script("S:", "", "C: \\xzz");
    play(file).ends(Exit.USAGE).says(file + ": line 3: ", "\\xzz");
    play(script("hello")).ends(Exit.USAGE).says("line 1: not a step: hello");
  }

  @Test
  void aTargetThatIsNotThereIsExitCode3AndNamed() throws IOException {
    try (var nobody = new Nobody()) {
      Invocation.of("script", script("S:").toString(), "--target", nobody.text())
          .ends(Exit.TROUBLE)
          .says(nobody.text());
    }
  }

  @Test
  void aTargetThatIsNoAddressIsExitCode2() throws IOException {
    Invocation.of("script", script("S:").toString(), "--target", "here")
        .ends(Exit.USAGE)
        .says("here");
  }
}
