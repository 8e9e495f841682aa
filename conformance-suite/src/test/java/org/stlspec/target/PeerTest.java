package org.stlspec.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeerTest {
  private static final String MANIFEST =
      """
      {"title": "a product", "kind": "proxy", "packages": ["thing-server", "thing-tools"],
       "programs": ["no-such-program"], "version": "thing -v", "files": ["thing.conf"],
       "start": "thing {work}/thing.conf", "traits": []}
      """;

  @TempDir private Path folder;

  private Peer peer(String manifest) throws IOException {
    Path own = Files.createDirectories(folder.resolve("thing"));
    Files.writeString(own.resolve("thing.conf"), "listen on {listen}");
    Files.writeString(own.resolve("peer.json"), manifest);
    return Peer.read(own);
  }

  @Test
  void allThatAreShippedHaveTheFilesThatTheyName() {
    List<Peer> shipped = Peers.shipped().all();
    assertEquals(
        List.of(
            "courier",
            "courier-tls-required",
            "dovecot",
            "dovecot-proxy",
            "dovecot-proxy-tls-required",
            "dovecot-tls-required",
            "haproxy",
            "nginx",
            "nginx-tls-required",
            "reference-proxy",
            "seed",
            "stunnel"),
        shipped.stream().map(Peer::name).toList());
    for (Peer one : shipped) {
      one.recipe().files().forEach(file -> assertTrue(Files.exists(file), file.toString()));
    }
  }

  @Test
  void aFolderOfTheUserIsAPeer() throws IOException {
    peer(MANIFEST);
    Recipe recipe = Peers.in(folder).find("thing").recipe();
    assertEquals(Mode.PROXY, recipe.mode());
    assertEquals("thing {work}/thing.conf", recipe.start());
    assertEquals(List.of(folder.resolve("thing").resolve("thing.conf")), recipe.files());
  }

  @Test
  void aVariantSharesFilesAndSaysWhatIsDifferent() throws IOException {
    peer(MANIFEST);
    String variant =
        MANIFEST.replace(
            "\"files\": [\"thing.conf\"]",
            "\"files\": [\"../thing/thing.conf\"], \"values\": {\"mode\": \"strict\"}");
    Path other = Files.createDirectories(folder.resolve("thing-strict"));
    Files.writeString(other.resolve("peer.json"), variant);
    Recipe recipe = Peer.read(other).recipe();
    assertEquals(List.of(folder.resolve("thing").resolve("thing.conf")), recipe.files());
    assertEquals(Map.of("mode", "strict"), recipe.values());
  }

  @Test
  void whatIsMissingIsNamedWithThePackagesThatHaveIt() throws IOException {
    Peer peer = peer(MANIFEST);
    var trouble = assertThrows(TargetTrouble.class, peer::requireInstalled);
    assertEquals(
        "peer thing needs no-such-program; install thing-server, thing-tools",
        trouble.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sh -c 'echo starting; echo thing 1.2 of today >&2' | thing 1.2 of today",
        "echo thing | thing",
        "true | version unknown: it prints nothing",
        "/no/such/thing -v | version unknown: "
      })
  void theVersionIsTheLineWithANumber(String command, String version) throws IOException {
    String asked = peer(MANIFEST.replace("thing -v", command)).version();
    assertTrue(asked.startsWith(version), asked);
  }

  @ParameterizedTest
  @CsvSource({
    "'\"proxy\"', '\"relay\"', 'kind must be proxy or server'",
    "'\"start\"', '\"begin\"', 'start'",
    "'{\"title\": \"a product\", ', '{', 'title'",
    "'{', '[', 'peer.json'",
    "'\"thing.conf\"', '\"other.conf\"', 'other.conf, which cannot be read'"
  })
  void aBadManifestIsOneLine(String good, String bad, String named) {
    var refused =
        assertThrows(IllegalArgumentException.class, () -> peer(MANIFEST.replace(good, bad)));
    assertTrue(refused.getMessage().contains(named), refused.getMessage());
    assertEquals(1, refused.getMessage().lines().count(), refused.getMessage());
  }
}
