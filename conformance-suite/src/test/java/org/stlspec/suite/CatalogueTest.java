package org.stlspec.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stlspec.requirement.Level;
import org.stlspec.requirement.Requirements;
import org.stlspec.wire.Client;

class CatalogueTest {
  private static final Catalogue SHIPPED = Catalogue.shipped();

  private static Stream<CaseDescription> cases() {
    return SHIPPED.cases().stream();
  }

  private static void assertAllCases(Predicate<CaseDescription> sound) {
    assertEquals(List.of(), cases().filter(sound.negate()).toList());
  }

  @Test
  void thereAreCasesAndNoTwoHaveTheSameId() {
    List<String> ids = cases().map(CaseDescription::id).toList();
    assertTrue(ids.size() > 100, ids.size() + " cases found");
    assertEquals(ids.size(), new HashSet<>(ids).size());
    assertEquals(ids.stream().sorted().toList(), ids);
  }

  @Test
  void anIdIsTopicBehaviourAndPerhapsVariant() {
    String word = "[a-z0-9]+(-[a-z0-9]+)*";
    assertAllCases(one -> one.id().matches(word + "(\\." + word + "){1,2}"));
  }

  @Test
  void aCaseVerifiesRequirementsThatExistEachOnce() {
    assertAllCases(one -> !one.requirements().isEmpty());
    assertAllCases(
        one -> one.requirements().stream().allMatch(id -> Requirements.all().find(id).isPresent()));
    assertAllCases(
        one -> one.requirements().stream().distinct().count() == one.requirements().size());
  }

  @Test
  void aCaseSaysInASentenceHowToMendATarget() {
    assertAllCases(one -> one.fix().matches("[A-Z].*[a-zA-Z0-9)'\"]\\."));
  }

  @Test
  void aTitleIsASentenceOfWordsWithAbbreviationsInCapitals() {
    assertAllCases(one -> one.title().matches("[a-zA-Z0-9.]+( [a-zA-Z0-9.]+)+"));
    assertAllCases(one -> !one.title().matches(".*\\b(stls|tls|capa|quit|noop|alpn|sasl)\\b.*"));
  }

  @Test
  void aClassHasCasesOfOneTopic() {
    var topics =
        cases()
            .collect(
                Collectors.groupingBy(
                    one -> one.method().getDeclaringClass().getSimpleName(),
                    Collectors.mapping(CaseDescription::topic, Collectors.toSet())));
    topics.values().removeIf(one -> one.size() == 1);
    assertEquals(Map.of(), topics);
  }

  @ParameterizedTest
  @CsvSource({
    "capa.*, capa.stls-offered, true",
    "capa.*, capa, false",
    "capa.*, xcapa.a, false",
    "*, anything.at-all, true",
    "*.inside-tls, capa.a.inside-tls, true",
    "capa.stls-?ffered, capa.stls-offered, true",
    "capa.stls-?offered, capa.stls-offered, false",
    "capa.stls-offered, capa.stls-offered, true",
    "capa_stls-offered, capa.stls-offered, false",
    "CAPA.*, capa.stls-offered, false",
    "[a-z]*, capa.stls-offered, false",
    "'', capa.stls-offered, false",
    "\\E.*, capa.stls-offered, false"
  })
  void aGlobKnowsTwoWildCardsAndNothingElse(String glob, String id, boolean matches) {
    assertEquals(matches, new Glob(glob).matches(id));
  }

  @Test
  void selectionIsInclusionLessExclusion() {
    var sample = Catalogue.of(List.of(SampleCases.class));
    assertEquals(sample.cases(), sample.select(List.of(), List.of()));
    assertEquals(
        List.of("sample.pass", "sample.warn.by-judge"),
        ids(sample.select(List.of("*.pass", "*.by-judge"), List.of("sample.fail*"))));
    assertEquals(List.of(), sample.select(List.of("nothing.*"), List.of()));
    assertEquals(List.of(), sample.select(List.of("sample.pass"), List.of("*")));
  }

  @Test
  void sanityJoinsEverySelectionUnlessItIsExcluded() {
    var chosen = SHIPPED.select(List.of("capa.*"), List.of());
    var played = SHIPPED.withSanity(chosen, List.of());
    assertTrue(
        ids(played).stream().anyMatch(id -> id.startsWith("sanity.")), ids(played).toString());
    assertEquals(chosen, SHIPPED.withSanity(chosen, List.of("sanity.*")));
  }

  private static List<String> ids(List<CaseDescription> cases) {
    return cases.stream().map(CaseDescription::id).toList();
  }

  @Test
  void aCaseIsFoundByItsWholeId() {
    assertTrue(SHIPPED.find("sanity.still-serving").isPresent());
    assertTrue(SHIPPED.find("sanity.*").isEmpty());
  }

  /** Cases whose order in the class is not that of their ids, and what is no case. */
  static class MixedCases {
    @Case(id = "mixed.b", verifies = "POP3-BASE-01", fix = "None.")
    void first() {}

    @Case(id = "mixed.a", verifies = "POP3-BASE-01", fix = "None.")
    void second() {}

    void noCase() {}
  }

  @Test
  void casesAreInTheOrderOfTheirIdsAndNothingElseIsOne() {
    var all = Catalogue.of(List.of(SampleCases.class, MixedCases.class));
    assertEquals(List.of("mixed.a", "mixed.b"), ids(all.cases()).subList(0, 2));
    assertEquals(ids(all.cases()).stream().sorted().toList(), ids(all.cases()));
  }

  @ParameterizedTest
  @CsvSource({
    "stls.upgrade, Client, true",
    "stls.upgrade, Object, false",
  })
  void aCaseWantsWhatItsMethodTakes(String id, String type, boolean wants) {
    Class<?> parameter = type.equals("Client") ? Client.class : Object.class;
    assertEquals(wants, SHIPPED.find(id).orElseThrow().wants(parameter));
  }

  @Test
  void aTitleIsTheNameOfTheMethodInWords() {
    assertEquals(
        "a finding where a requirement binds",
        Catalogue.of(List.of(SampleCases.class)).find("sample.fail").orElseThrow().title());
    assertEquals(
        "it needs STLS",
        Catalogue.of(List.of(SampleCases.class)).find("sample.skip.need").orElseThrow().title());
  }

  /** Two cases of one name. */
  static class TwinCases {
    @Case(id = "twin.one", verifies = "POP3-BASE-01", fix = "None.")
    void first() {}

    @Case(id = "twin.one", verifies = "POP3-BASE-01", fix = "None.")
    void second() {}
  }

  /** A case for nothing. */
  static class StrayCases {
    @Case(id = "stray.one", verifies = "POP3-NOWHERE-99", fix = "None.")
    void stray() {}
  }

  @Test
  void twoCasesOfOneIdAreRefused() {
    var refused =
        assertThrows(
            IllegalStateException.class, () -> Catalogue.of(List.<Class<?>>of(TwinCases.class)));
    assertEquals("two cases are called twin.one", refused.getMessage());
  }

  @Test
  void aRequirementThatDoesNotExistIsRefusedByName() {
    var refused =
        assertThrows(
            IllegalStateException.class, () -> Catalogue.of(List.<Class<?>>of(StrayCases.class)));
    assertEquals("stray.one names an unknown requirement: POP3-NOWHERE-99", refused.getMessage());
  }

  @Test
  void aRequirementHasTheLevelThatItsRowSays() {
    assertTrue(SHIPPED.find("sanity.still-serving").orElseThrow().level().binding());
    for (Level level : Level.values()) {
      assertTrue(
          Requirements.all().rows().stream().anyMatch(row -> row.level() == level),
          level.toString());
    }
  }

  @Test
  void requirementsHaveIdsOfTheirAreaAndAStatement() {
    for (var row : Requirements.all().rows()) {
      assertTrue(row.id().matches("(POP3-)?" + row.area() + "-\\d\\d"), row.id());
      assertTrue(row.statement().length() > 10, row.id());
      assertFalse(row.source().isBlank(), row.id());
    }
  }
}
