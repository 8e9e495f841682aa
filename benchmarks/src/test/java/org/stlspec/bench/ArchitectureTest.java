package org.stlspec.bench;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.conditions.ArchConditions.haveNameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stlspec.suite.Case;

/** Who may know whom, and how things are called. Every rule has an offender that it finds. */
class ArchitectureTest {
  private static final JavaClasses SHIPPED =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("jmh_generated"))
          .importPackages("org.stlspec");

  private static final JavaClasses OFFENDERS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.OnlyIncludeTests())
          .importPackages("org.stlspec");

  private static String of(String name) {
    return "org.stlspec." + name + "..";
  }

  private static String[] of(String... names) {
    return Stream.of(names).map(ArchitectureTest::of).toArray(String[]::new);
  }

  /** Of the project's own packages a package knows itself and these. */
  private static ArchRule knowsOnly(String name, String... others) {
    String[] known = Stream.concat(Stream.of(name), Stream.of(others)).toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage(of(name))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("org.stlspec..").and(resideOutsideOfPackages(of(known))))
        .as(
            name
                + " knows only itself"
                + (others.length == 0 ? "" : ", " + String.join(", ", others)));
  }

  static Stream<ArchRule> arrows() {
    return Stream.of(
        knowsOnly("qmail"),
        knowsOnly("proxy"),
        knowsOnly("verdict"),
        knowsOnly("requirement", "verdict"),
        knowsOnly("wire", "verdict", "qmail.script"),
        knowsOnly("target", "requirement", "verdict", "wire", "qmail", "proxy"),
        knowsOnly("suite", "requirement", "verdict", "wire", "target", "qmail", "proxy"),
        knowsOnly("cases", "requirement", "verdict", "wire", "target", "suite", "qmail", "proxy"),
        knowsOnly("report", "requirement", "verdict", "wire", "target", "suite", "qmail", "proxy"),
        knowsOnly("bench", "wire", "verdict", "target", "qmail", "proxy", "load.maildrop"),
        knowsOnly("load", "cli", "proxy.backend"),
        knowsOnly("load.maildrop", "proxy.backend"),
        knowsOnly("load.figures"),
        knowsOnly("load.client", "load.figures", "load.maildrop", "proxy.backend"),
        knowsOnly("load.report", "load.figures"),
        knowsOnly("compare.jmeter", "cli", "load"),
        knowsOnly("compare", "cli", "load", "target", "proxy.tls"),
        knowsOnly("compare.process", "target"),
        knowsOnly("compare.target", "compare.process", "target", "proxy.tls"),
        knowsOnly("compare.work", "compare.target", "compare.process", "load"),
        knowsOnly("compare.result", "compare.target", "compare.work"),
        knowsOnly("compare.report", "compare.result", "compare.target", "compare.work"),
        knowsOnly(
            "junit",
            "requirement",
            "verdict",
            "wire",
            "target",
            "suite",
            "report",
            "qmail",
            "proxy"),
        knowsOnly("direct", "verdict", "wire", "target", "report"),
        noClasses()
            .that()
            .resideOutsideOfPackages(of("bench", "load", "compare"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(of("bench", "load", "compare"))
            .as("nobody knows the benchmarks"));
  }

  static Stream<ArchRule> names() {
    return Stream.of(
        noClasses()
            .should(haveNameMatching(".*(Impl|Utils?|Manager|Helper)(\\$.*)?"))
            .as("no class is called Impl, Util, Manager or Helper"),
        noClasses().should(haveNameMatching("(?i).*starttls.*")).as("the command is called STLS"),
        methods()
            .that()
            .areAnnotatedWith(Case.class)
            .should()
            .beDeclaredInClassesThat()
            .haveSimpleNameEndingWith("Cases")
            .as("classes of cases end in Cases"));
  }

  private static ArchRule noCycles() {
    return slices().matching("org.stlspec.(**)").should().beFreeOfCycles();
  }

  static Stream<ArchRule> all() {
    return Stream.of(arrows(), names(), Stream.of(noCycles())).flatMap(rules -> rules);
  }

  @ParameterizedTest
  @MethodSource("all")
  void theCodeKeepsToIt(ArchRule rule) {
    rule.check(SHIPPED);
  }

  @ParameterizedTest
  @MethodSource("all")
  void itsOffenderIsFound(ArchRule rule) {
    assertTrue(rule.evaluate(OFFENDERS).hasViolation(), rule.getDescription());
  }
}
