package org.stlspec.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Products side by side, from peers and from earlier runs. */
class MatrixCommandTest {
  private static final String PROXY =
      "{java} -XX:TieredStopAtLevel=1 -cp {classes} org.stlspec.cli.Stlspec proxy"
          + " --listen {listen} --backend tcp:{backend}";
  private static final String FAILS =
      "[{\"id\":\"stls.upgrade\",\"verdict\":\"FAIL\",\"reason\":\"known\"}]";

  @TempDir private Path folder;

  private void peer(String name, String program, String start) throws IOException {
    Path own = Files.createDirectories(folder.resolve("peers").resolve(name));
    var manifest = new ObjectMapper().createObjectNode();
    manifest.put("title", "the product " + name).put("kind", "proxy");
    manifest.putArray("packages").add(name + "-server");
    manifest.putArray("programs").add(program);
    manifest.put("version", "sh -c 'echo 1.2'").put("start", start);
    manifest.putArray("files");
    manifest.putArray("traits");
    Files.writeString(own.resolve("peer.json"), manifest.toString());
  }

  private void baseline(String name, String json) throws IOException {
    Files.writeString(folder.resolve("peers").resolve(name).resolve("baseline.json"), json);
  }

  private Invocation matrix(String... more) {
    List<String> words = new ArrayList<>(List.of("matrix", "--case", "stls.upgrade"));
    words.addAll(List.of("--peer-dir", folder.resolve("peers").toString()));
    words.addAll(List.of("--report", folder.resolve("out").toString()));
    words.addAll(List.of(more));
    return Invocation.of(words.toArray(String[]::new));
  }

  private JsonNode json() throws IOException {
    return new ObjectMapper().readTree(folder.resolve("out/matrix.json").toFile());
  }

  @Test
  void allThatAreInstalledArePlayedAndTheOthersAreNamed() throws IOException {
    peer("one", "sh", PROXY);
    peer("two", "sh", PROXY);
    peer("gone", "no-such-program", PROXY);
    baseline("two", "[]");
    Invocation done = matrix("--peers", "all").ends(Exit.AS_EXPECTED);
    done.says("left out: gone: needs no-such-program; install gone-server");
    done.prints("one ", "no baseline", "two ", "as its baseline says", "2 products: ");
    assertEquals("one", json().at("/products/0/name").asText());
    assertEquals("the product one; 1.2", json().at("/products/0/about").asText());
    assertEquals("PASS", json().at("/cases/1/products/two/verdict").asText());
    for (String file : List.of("matrix.html", "matrix.md", "one/report.html", "two/junit.xml")) {
      assertTrue(Files.exists(folder.resolve("out").resolve(file)), file);
    }
  }

  @Test
  void aProductThatIsNotAsItsBaselineSaysIsExitCode1() throws IOException {
    peer("one", "sh", PROXY);
    baseline("one", FAILS);
    matrix("--peers", "one")
        .ends(Exit.FINDINGS)
        .prints("1 differences", "stls.upgrade: expected FAIL, got PASS");
    assertTrue(json().at("/products/0/differences/0").asText().startsWith("stls.upgrade: "));
  }

  @Test
  void aProductThatWasNamedAndIsNotInstalledIsExitCode3AndTheOthersArePlayed() throws IOException {
    peer("one", "sh", PROXY);
    peer("gone", "no-such-program", PROXY);
    matrix("--peers", "gone,one").ends(Exit.TROUBLE).says("gone-server").prints("1 products");
    assertEquals("gone", json().at("/leftOut/0/name").asText());
  }

  @Test
  void aProductThatDoesNotStartIsExitCode3AndNamed() throws IOException {
    peer("one", "sh", "sh -c 'echo no luck; exit 7'");
    matrix("--peers", "all").ends(Exit.TROUBLE).says("left out: one: ", "no luck");
    assertEquals("one", json().at("/leftOut/0/name").asText());
  }

  @Test
  void earlierRunsAreHeldAgainstTheBaselinesOfThePeersWithTheirNames() throws IOException {
    peer("one", "sh", PROXY);
    matrix("--peers", "one").ends(Exit.AS_EXPECTED);
    String report = folder.resolve("out/one/report.json").toString();
    matrix(report).ends(Exit.AS_EXPECTED).prints("1 products");
    String html = Files.readString(folder.resolve("out/matrix.html"));
    assertTrue(html.contains("href=\"one/report.html\""), "a link to the whole report");
    baseline("one", FAILS);
    matrix(report, report).ends(Exit.FINDINGS).prints("2 products");
    assertEquals("one (2)", json().at("/products/1/name").asText());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--peers nobody | no peer 'nobody'",
        "--slow | name --peers or a REPORT.json",
        "/no/such/report.json | cannot read /no/such/report.json: no such file",
        "/dev/null | /dev/null is no report.json",
        "--peers all --at-once 0 | --at-once must be at least 1"
      })
  void badUsageIsExitCode2AndOneLine(String words, String why) throws IOException {
    peer("one", "sh", PROXY);
    matrix(words.split(" ", -1)).ends(Exit.USAGE).says(why);
    assertFalse(Files.exists(folder.resolve("out/matrix.json")));
  }

  @Test
  void aBadBaselineIsExitCode2AndNamed() throws IOException {
    peer("one", "sh", PROXY);
    baseline("one", "{}");
    matrix("--peers", "one").ends(Exit.USAGE).says("baseline.json is not a JSON array");
  }

  @Test
  void aFolderThatCannotBeMadeIsExitCode3BeforeAnythingIsPlayed() throws IOException {
    peer("one", "sh", PROXY);
    Path file = Files.createFile(folder.resolve("out"));
    Invocation done = matrix("--peers", "one").ends(Exit.TROUBLE);
    done.says("cannot write to " + file);
    assertEquals("", done.out());
  }

  @Test
  void noCaseIsExitCode4() throws IOException {
    Invocation.of("matrix", "--peers", "all", "--case", "none.*", "--report", folder.toString())
        .ends(Exit.NOTHING_SELECTED)
        .says("no case matches");
  }
}
