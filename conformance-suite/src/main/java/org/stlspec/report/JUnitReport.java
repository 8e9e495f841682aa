package org.stlspec.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.stlspec.suite.CaseResult;
import org.stlspec.suite.Unstable;

/** Writes {@code junit.xml}, as CI servers read it. */
final class JUnitReport {
  private final RunReport report;
  private final XMLStreamWriter xml;

  private JUnitReport(RunReport report, XMLStreamWriter xml) {
    this.report = report;
    this.xml = xml;
  }

  static void write(RunReport report, Path file) throws IOException {
    try (Writer writer = Files.newBufferedWriter(file, UTF_8)) {
      XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(writer);
      new JUnitReport(report, xml).write();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
  }

  private void write() throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    line();
    xml.writeStartElement("testsuite");
    attribute("name", "stlspec: " + report.targetName());
    attribute("tests", report.results().size());
    attribute("failures", count("failure"));
    attribute("errors", count("error"));
    attribute("skipped", count("skipped"));
    attribute("time", seconds(report.millis()));
    attribute("timestamp", report.started().toString());
    for (CaseResult result : report.results()) {
      write(result);
    }
    line();
    xml.writeEndElement();
    line();
    xml.writeEndDocument();
  }

  private void write(CaseResult result) throws XMLStreamException {
    line();
    xml.writeStartElement("testcase");
    attribute("classname", "stlspec." + result.description().topic());
    attribute("name", result.description().id());
    attribute("time", seconds(result.millis()));
    writeOutcome(result, element(result));
    xml.writeEndElement();
  }

  private void writeOutcome(CaseResult result, String element) throws XMLStreamException {
    if (element.equals("system-out")) {
      output(result.verdict() + " " + told(result));
    } else if (!element.isEmpty()) {
      xml.writeStartElement(element);
      attribute("message", told(result));
      if (!element.equals("skipped")) {
        attribute("type", unstable(result).isPresent() ? "UNSTABLE" : result.verdict().name());
      }
      xml.writeEndElement();
    }
  }

  /** What stands for the outcome; empty for a case that simply passed. */
  private String element(CaseResult result) {
    boolean stable = unstable(result).isEmpty();
    return switch (result.verdict()) {
      case ERROR -> "error";
      case FAIL, INCONCLUSIVE -> "failure";
      case PASS -> stable ? "" : "failure";
      case SKIP -> stable ? "skipped" : "failure";
      case WARN -> stable ? "system-out" : "failure";
    };
  }

  private Optional<Unstable> unstable(CaseResult result) {
    return report.rounds().unstable(result.description().id());
  }

  private long count(String element) {
    return report.results().stream().filter(one -> element(one).equals(element)).count();
  }

  private void output(String text) throws XMLStreamException {
    xml.writeStartElement("system-out");
    xml.writeCharacters(printable(text));
    xml.writeEndElement();
  }

  private String told(CaseResult result) {
    String told =
        result.expected().isEmpty()
            ? result.observed()
            : "expected " + result.expected() + ", observed " + result.observed();
    return unstable(result).map(one -> one.figures() + "; " + told).orElse(told);
  }

  /** XML 1.0 cannot carry control characters or half a pair, not even as references. */
  private static String printable(String text) {
    return text.replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ud800-\\udfff\\ufffe\\uffff]", "?");
  }

  private static String seconds(long millis) {
    return String.format(Locale.ROOT, "%.3f", millis / 1000.0);
  }

  private void attribute(String name, Object value) throws XMLStreamException {
    xml.writeAttribute(name, printable(value.toString()));
  }

  private void line() throws XMLStreamException {
    xml.writeCharacters("\n");
  }
}
