package org.stlspec.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stlspec.verdict.Verdict;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

class JUnitReportTest {
  @TempDir private Path folder;

  private Element suite(RunReport report)
      throws IOException, ParserConfigurationException, SAXException {
    Path file = folder.resolve("junit.xml");
    JUnitReport.write(report, file);
    var factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    return factory.newDocumentBuilder().parse(file.toFile()).getDocumentElement();
  }

  private static List<Element> children(Element parent) {
    var nodes = parent.getChildNodes();
    return IntStream.range(0, nodes.getLength())
        .mapToObj(nodes::item)
        .filter(Element.class::isInstance)
        .map(Element.class::cast)
        .toList();
  }

  @Test
  void theFiguresAreThoseOfTheCasesInIt() throws Exception {
    var verdicts =
        List.of(
            Verdict.PASS,
            Verdict.FAIL,
            Verdict.FAIL,
            Verdict.INCONCLUSIVE,
            Verdict.ERROR,
            Verdict.SKIP,
            Verdict.SKIP,
            Verdict.WARN);
    Element suite = suite(Sample.report("sample", verdicts));
    assertEquals("testsuite", suite.getTagName());
    assertEquals("stlspec: sample", suite.getAttribute("name"));
    assertEquals("8", suite.getAttribute("tests"));
    assertEquals("3", suite.getAttribute("failures"));
    assertEquals("1", suite.getAttribute("errors"));
    assertEquals("2", suite.getAttribute("skipped"));
    assertEquals("1.234", suite.getAttribute("time"));
    assertEquals("2026-01-02T03:04:05Z", suite.getAttribute("timestamp"));
    assertEquals(8, children(suite).size());
    assertEquals(3, suite.getElementsByTagName("failure").getLength());
    assertEquals(1, suite.getElementsByTagName("error").getLength());
    assertEquals(2, suite.getElementsByTagName("skipped").getLength());
  }

  @ParameterizedTest
  @CsvSource({
    "PASS,",
    "FAIL, failure",
    "INCONCLUSIVE, failure",
    "ERROR, error",
    "SKIP, skipped",
    "WARN, system-out"
  })
  void aVerdictIsAnElementOfItsOwn(Verdict verdict, String element) throws Exception {
    List<Element> cases = children(suite(Sample.report("sample", List.of(verdict))));
    List<String> inside = children(cases.get(0)).stream().map(Element::getTagName).toList();
    assertEquals(element == null ? List.of() : List.of(element), inside);
  }

  @Test
  void theFileHasADeclarationAndALineACase() throws Exception {
    RunReport report = Sample.plain(Verdict.PASS, Verdict.WARN, Verdict.SKIP);
    suite(report);
    assertEquals(
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuite name="stlspec: sample" tests="3" failures="0" errors="0" skipped="1" \
        time="1.234" timestamp="2026-01-02T03:04:05Z">
        <testcase classname="stlspec.a" name="a.one" time="0.012"></testcase>
        <testcase classname="stlspec.b" name="b.one" time="0.012">\
        <system-out>WARN expected sound, observed seen</system-out></testcase>
        <testcase classname="stlspec.b" name="b.two" time="0.012">\
        <skipped message="seen"></skipped></testcase>
        </testsuite>
        """,
        Files.readString(folder.resolve("junit.xml")));
  }

  @Test
  void aCaseIsNamedByTopicAndId() throws Exception {
    RunReport report = Sample.report();
    var description = report.results().get(0).description();
    Element first = children(suite(report)).get(0);
    assertEquals("testcase", first.getTagName());
    assertEquals(description.id(), first.getAttribute("name"));
    assertEquals("stlspec." + description.topic(), first.getAttribute("classname"));
    assertEquals("0.012", first.getAttribute("time"));
  }

  @Test
  void aFailureTellsBothSidesAndItsVerdict() throws Exception {
    Element suite = suite(Sample.report("sample", List.of(Verdict.FAIL)));
    var failure = (Element) suite.getElementsByTagName("failure").item(0);
    assertEquals("FAIL", failure.getAttribute("type"));
    String message = failure.getAttribute("message");
    assertTrue(message.startsWith("expected sound <b>&\"']]>"), message);
    assertTrue(message.contains(", observed seen <b>"), message);
  }

  @Test
  void aWarningIsTheOutputOfAPassedCase() throws Exception {
    Element suite = suite(Sample.report("sample", List.of(Verdict.WARN)));
    String output = suite.getElementsByTagName("system-out").item(0).getTextContent();
    assertTrue(output.startsWith("WARN expected sound "), output);
  }

  @ParameterizedTest
  @CsvSource({"PASS, failure", "WARN, failure", "FAIL, failure", "ERROR, error"})
  void anUnstableCaseIsAFailureWhateverItsWorstVerdict(Verdict worst, String element)
      throws Exception {
    Verdict first = worst == Verdict.PASS ? Verdict.SKIP : Verdict.PASS;
    Element suite = suite(Sample.rounds(List.of(List.of(first), List.of(worst))));
    assertEquals("failure".equals(element) ? "1" : "0", suite.getAttribute("failures"));
    assertEquals("0", suite.getAttribute("skipped"));
    var inside = (Element) suite.getElementsByTagName(element).item(0);
    assertEquals("UNSTABLE", inside.getAttribute("type"));
    assertTrue(inside.getAttribute("message").contains("1 " + worst));
  }

  @Test
  void aNameOfATargetMayHoldAnything() throws Exception {
    Element suite = suite(Sample.report(Sample.NASTY, List.of(Verdict.PASS)));
    assertTrue(suite.getAttribute("name").startsWith("stlspec: <b>&"));
  }
}
