package org.stlspec.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Options, and what is said when they are wrong. */
class StlspecCompareTest {
  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return StlspecCompare.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--targets,nobody | --targets knows no 'nobody'; there are boringssl, jsse, bc, stunnel,",
        "--works,nothing,--quiet | --works knows no 'nothing'; there are bulk-1, bulk-16, full,",
        "--rounds,0 | --rounds must be from 1 to 1000, not 0",
        "--rounds,x | Invalid value for option '--rounds'",
        "--warm-up,-1 | --warm-up must be from 0 to 1000, not -1",
        "--seconds,0 | --seconds must be from 0.1 to 3600, not 0.0",
        "--threads,0 | --threads must be from 1 to 256, not 0",
        "--workers,0 | --workers must be from 1 to 256, not 0",
        "--idle,0,--works,scale | --idle must be from 1 to 28000, not 0",
        "--java,/no/java | --java: /no/java cannot be run",
        "--stlspec-jar,/no/jar | --stlspec-jar: cannot read /no/jar",
        "--nonsense | Unknown option: '--nonsense'",
      })
  void wrongUsageIsOneLine(String arguments, String message) {
    assertEquals(2, run(arguments.split(",", -1)));
    String said = err.toString();
    assertTrue(said.startsWith("stlspec-compare: " + message), said);
    assertEquals(2, said.lines().count(), said);
  }

  @Test
  void moreIdleSessionsThanFitAreRefusedBeforeAnythingStarts() {
    CompareOptions.requireRoom(9_700, 20_000);
    String said =
        assertThrows(
                IllegalArgumentException.class, () -> CompareOptions.requireRoom(9_701, 20_000))
            .getMessage();
    assertTrue(said.startsWith("9,701 idle sessions do not fit into 20,000 descriptors"), said);
    assertTrue(said.endsWith("or say --idle 9700"), said);
  }

  @Test
  void aProxyThatDoesNotStartIsSaid() throws Exception {
    Path jar = Files.createFile(folder.resolve("empty.jar"));
    assertEquals(
        3, run("--targets", "jsse", "--works", "full", "--quiet", "--stlspec-jar", jar.toString()));
    String said = err.toString();
    assertTrue(said.startsWith("stlspec-compare: jsse ended at once: Error: Invalid"), said);
  }

  @Test
  void helpNamesTargetsWorksAndExitCodes() {
    assertEquals(0, run("--help"));
    String said = out.toString();
    for (String word : "nginx-large,round-trips-256,Exit codes: 0".split(",", -1)) {
      assertTrue(said.contains(word), said);
    }
  }
}
