package org.stlspec.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.stlspec.requirement.Level;
import org.stlspec.requirement.Requirement;

/** Nothing of the catalogue is forgotten: a case verifies it, or a reader is told why none does. */
class LedgerTest {
  private static final Ledger LEDGER = Ledger.of(Catalogue.shipped());
  private static final Pattern CASE = Pattern.compile("\\b[a-z0-9]+(?:\\.(?:[a-z0-9-]+|\\*))+");
  private static final Pattern TEST_CLASS = Pattern.compile("\\b[A-Z]\\w+Test\\b");

  private static List<String> ids(Predicate<Ledger.Row> chosen) {
    return LEDGER.rows().stream().filter(chosen).map(row -> row.requirement().id()).toList();
  }

  private static boolean explained(Ledger.Row row) {
    return !row.requirement().untested().isEmpty();
  }

  @Test
  void everyRequirementHasACaseOrAReason() {
    assertEquals(List.of(), ids(row -> !row.verified() && !explained(row)));
  }

  @Test
  void noRequirementHasBoth() {
    assertEquals(List.of(), ids(row -> row.verified() && explained(row)));
  }

  @Test
  void nineTenthsOfWhatBindsServersAndProxiesAreVerified() {
    List<Ledger.Row> binding =
        LEDGER.rows().stream().filter(row -> bindsOurSide(row.requirement())).toList();
    long verified = binding.stream().filter(Ledger.Row::verified).count();
    assertTrue(verified >= 0.9 * binding.size(), verified + " of " + binding.size());
  }

  private static boolean bindsOurSide(Requirement requirement) {
    return Set.of(Level.MUST, Level.MUST_NOT, Level.SECURITY).contains(requirement.level())
        && Stream.of("server", "proxy").anyMatch(requirement.parties()::contains);
  }

  @Test
  void aReasonIsASentence() {
    assertEquals(
        List.of(),
        ids(row -> explained(row) && !row.requirement().untested().matches("[A-Z].{20,}\\.")));
  }

  @Test
  void theTestsThatReasonsNameExist() {
    Stream<String> named =
        LEDGER.rows().stream()
            .flatMap(row -> TEST_CLASS.matcher(row.requirement().untested()).results())
            .map(found -> found.group());
    assertEquals(List.of(), named.distinct().filter(name -> !exists(name + ".java")).toList());
  }

  @Test
  void theCasesThatReasonsNameExist() {
    Stream<String> named =
        LEDGER.rows().stream()
            .flatMap(row -> CASE.matcher(row.requirement().untested()).results())
            .map(found -> found.group());
    var shipped = Catalogue.shipped();
    assertEquals(
        List.of(),
        named.filter(glob -> shipped.select(List.of(glob), List.of()).isEmpty()).toList());
  }

  private static boolean exists(String file) {
    return Stream.of("fake-qmail", "reference-proxy", "conformance-suite")
        .map(module -> Path.of("..", module, "src", "test", "java"))
        .anyMatch(folder -> below(folder, file));
  }

  private static boolean below(Path folder, String file) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.anyMatch(path -> path.endsWith(file));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void aSampleVerifiesWhatItNamesAndNothingElse() {
    Ledger sample = Ledger.of(Catalogue.of(List.of(SampleCases.class)));
    var verified = sample.rows().stream().filter(Ledger.Row::verified).toList();
    assertEquals(
        List.of("POP3-BASE-01", "POP3-BASE-20"),
        verified.stream().map(row -> row.requirement().id()).toList());
    assertEquals(List.of("sample.warn.own-level"), verified.get(1).caseIds());
  }

  @Test
  void theTotalsCountByLevelAndArea() {
    Ledger sample = Ledger.of(Catalogue.of(List.of(SampleCases.class)));
    int all = sample.rows().size();
    List<String> totals = sample.totals();
    assertEquals(
        all + " requirements: 2 verified by cases, " + (all - 2) + " untested for a reason",
        totals.get(0));
    assertTrue(
        totals.get(1).matches("verified by level: MUST 1/\\d+, MUST NOT 0/.*, SHOULD NOT 1/.*"));
    assertTrue(totals.get(2).matches("verified by area: BASE 2/\\d+, CAPA 0/\\d+, .*"));
  }
}
