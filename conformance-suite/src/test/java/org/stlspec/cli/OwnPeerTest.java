package org.stlspec.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stlspec.target.Peers;

/** A product of the user's: a folder that is copied from one that is shipped. */
class OwnPeerTest {
  private static final String CASES = "stls.upgrade";

  @TempDir private Path folder;
  private Path own;

  @BeforeEach
  void copyOfTheReferenceProxy() throws IOException {
    own = Files.createDirectory(folder.resolve("own"));
    try (var files = Files.list(Peers.shipped().find("reference-proxy").folder())) {
      for (Path file : files.toList()) {
        Files.copy(file, own.resolve(file.getFileName().toString()));
      }
    }
  }

  private Invocation run(String... more) {
    var words = new ArrayList<>(List.of("run", "--peer", "own"));
    words.addAll(List.of("--peer-dir", folder.toString(), "--case", CASES));
    words.addAll(List.of(more));
    return Invocation.of(words.toArray(String[]::new));
  }

  private void baseline(String entries) throws IOException {
    Files.writeString(own.resolve("baseline.json"), entries);
  }

  @Test
  void itsBaselineIsWhatIsExpected() throws IOException {
    baseline("[]");
    run().ends(Exit.AS_EXPECTED).prints("own at 127.0.0.1:", "proxy mode");
    baseline("{}");
    run().ends(Exit.USAGE).says("baseline.json is not a JSON array");
    baseline("[{\"id\": \"stls.upgrade\", \"verdict\": \"FAIL\", \"reason\": \"once\"}]");
    run().ends(Exit.FINDINGS).prints("baseline: stls.upgrade: expected FAIL, got PASS");
  }

  @Test
  void aBaselineThatIsWrittenKeepsTheReasonsOfThePeers() throws IOException {
    baseline("[{\"id\": \"stls.prefix\", \"verdict\": \"FAIL\", \"reason\": \"known\"}]");
    Path other = folder.resolve("other.json");
    run("--baseline", other.toString(), "--accept")
        .ends(Exit.AS_EXPECTED)
        .prints("baseline written: " + other);
    assertEquals("known", new ObjectMapper().readTree(other.toFile()).at("/0/reason").asText());
    Files.writeString(
        other, "[{\"id\": \"stls.upgrade\", \"verdict\": \"WARN\", \"reason\": \"x\"}]");
    run("--baseline", other.toString()).ends(Exit.FINDINGS).prints("stls.upgrade: expected WARN");
  }

  @Test
  void aFolderThatIsBrokenIsExitCode2AndOneLine() throws IOException {
    Files.writeString(own.resolve("peer.json"), "{\"title\": \"half of it\"}");
    run().ends(Exit.USAGE).says("own/peer.json", "'kind'");
    Invocation.of("list", "--peers", "--peer-dir", folder.toString())
        .ends(Exit.USAGE)
        .says("own/peer.json", "'kind'");
  }

  @Test
  void listSaysWhatIsHereAndWhatIsMissing() throws IOException {
    Path strange = Files.createDirectory(folder.resolve("strange"));
    String manifest =
        Files.readString(own.resolve("peer.json"))
            .replace("\"programs\": []", "\"programs\": [\"no-such-program\"]")
            .replace("\"packages\": []", "\"packages\": [\"thing-server\"]");
    Files.writeString(strange.resolve("peer.json"), manifest);
    Invocation.of("--peer", "strange", "--peer-dir", folder.toString())
        .ends(Exit.TROUBLE)
        .says("peer strange needs no-such-program; install thing-server");
    String[] words = {"list", "--peers", "--peer-dir", folder.toString()};
    Invocation.of(words)
        .ends(Exit.AS_EXPECTED)
        .prints("own ", " proxy ", " stlspec ")
        .prints("strange ", "not here: no-such-program; install thing-server");
    var json = new ObjectMapper().readTree(Invocation.of("list", "--peers", "--json").out());
    assertTrue(json.size() > 1);
    for (var peer : json) {
      assertFalse(peer.get("title").asText().isEmpty());
      assertEquals(peer.get("installed").asBoolean(), peer.get("missing").asText().isEmpty());
    }
  }
}
