package org.stlspec.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.stlspec.verdict.Verdict;

/** report.html in a browser, as a reader uses it. */
class BrowserTest {
  private static final RunReport REPORT = Sample.report();

  @TempDir private static Path folder;
  private static Browser browser;

  @BeforeAll
  static void openBrowser() throws IOException {
    browser = Browser.start(folder.resolve("chromium"));
    HtmlReport.write(REPORT, folder.resolve("report.html"));
  }

  @AfterAll
  static void closeBrowser() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void open() {
    browser.width(1280);
    browser.colours("light");
    browser.open(folder.resolve("report.html"));
  }

  private static List<?> shownCases() {
    return browser.shown(".case");
  }

  private static String id(Verdict verdict) {
    return REPORT.results().stream()
        .filter(result -> result.verdict() == verdict)
        .findFirst()
        .orElseThrow()
        .description()
        .id();
  }

  private static WebElement caseOf(Verdict verdict) {
    return browser.find("#" + id(verdict).replace(".", "\\."));
  }

  private static void choose(String verdict) {
    browser.find("input[value=" + verdict + "]").click();
  }

  @Test
  void atFirstAllIsShownAndWhatFailedIsOpen() {
    int all = REPORT.results().size();
    assertEquals(all, shownCases().size());
    assertEquals(all + " of " + all + " cases", browser.find("output").getText());
    for (Verdict verdict : Verdict.values()) {
      boolean bad = List.of(Verdict.FAIL, Verdict.INCONCLUSIVE, Verdict.ERROR).contains(verdict);
      assertEquals(bad, caseOf(verdict).getAttribute("open") != null, verdict.name());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aVerdictIsFilteredByAClick(Verdict verdict) {
    choose(Html.lower(verdict));
    assertEquals(List.of(id(verdict)), shownCases());
    assertEquals("1 of 6 cases", browser.find("output").getText());
    choose(Html.lower(verdict));
    assertEquals(6, shownCases().size());
  }

  @Test
  void severalVerdictsAddUp() {
    choose("fail");
    choose("warn");
    assertEquals(2, shownCases().size());
  }

  @Test
  void untestedRequirementsAreFound() {
    choose("untested");
    assertEquals(List.of(), shownCases());
    assertEquals(List.of(), browser.shown(".group"));
    long untested = REPORT.requirements().stream().filter(r -> r.verdict().isEmpty()).count();
    assertEquals(untested, browser.shown("#list .row").size());
  }

  @Test
  void aLevelIsChosenWithTheKeyboard() {
    browser.find("select").sendKeys("SHOULD NOT");
    assertEquals(
        REPORT.results().stream()
            .filter(result -> result.description().level().toString().equals("SHOULD NOT"))
            .count(),
        shownCases().size());
    assertNotEquals(0, browser.shown("#list .row").size());
  }

  @Test
  void allWordsAreLookedForAlsoInTheOctetsOfATranscript() {
    WebElement text = browser.find("input[type=search]");
    text.sendKeys(id(Verdict.WARN) + " \\XFF\\r\\n");
    assertEquals(List.of(id(Verdict.WARN)), shownCases());
    text.sendKeys(" nowhere");
    assertEquals(List.of(), shownCases());
  }

  @Test
  void aSlashLeadsToTheSearch() {
    browser.find("body").sendKeys("/");
    assertEquals("text", browser.focused().getAttribute("name"));
    assertEquals("", browser.focused().getAttribute("value"));
  }

  @Test
  void aTranscriptUnfoldsByClickAndFoldsByKey() {
    WebElement transcript = caseOf(Verdict.FAIL).findElement(By.cssSelector(".transcript"));
    WebElement octets = transcript.findElement(By.tagName("code"));
    WebElement summary = transcript.findElement(By.tagName("summary"));
    assertFalse(octets.isDisplayed());
    summary.click();
    assertTrue(octets.isDisplayed());
    assertEquals("<\\x00\\xff\\r\\n", octets.getText());
    summary.sendKeys(Keys.ENTER);
    assertFalse(octets.isDisplayed());
  }

  @Test
  void everythingShownOpensAndClosesAtOnce() {
    choose("pass");
    browser.find("#open").click();
    choose("pass");
    assertTrue(caseOf(Verdict.PASS).getAttribute("open") != null);
    assertTrue(caseOf(Verdict.SKIP).getAttribute("open") == null);
    browser.find("#close").click();
    assertEquals(List.of(), browser.shown(".case[open]"));
  }

  @Test
  void aLinkToACaseOpensItThoughItWasFilteredOut() {
    choose("untested");
    browser.run("location.hash = '" + id(Verdict.PASS) + "'");
    browser.run("return new Promise(done => setTimeout(done))");
    assertTrue(caseOf(Verdict.PASS).isDisplayed());
    assertTrue(caseOf(Verdict.PASS).getAttribute("open") != null);
  }

  @Test
  void nothingIsFetched() {
    assertEquals(0L, browser.run("return performance.getEntriesByType('resource').length"));
    assertEquals(0L, browser.run("return document.querySelectorAll('[src], link').length"));
  }

  @ParameterizedTest
  @CsvSource({"light, 1280", "dark, 1280", "light, 520"})
  void itHasNoSeriousBarrier(String colours, int width) {
    browser.colours(colours);
    browser.width(width);
    browser.run("document.querySelectorAll('details').forEach(one => one.open = true)");
    assertEquals(List.of(), browser.barriers());
  }

  @Test
  void aBarrierWouldBeFound() {
    browser.run("document.querySelector('input[type=search]').closest('label').ariaHidden = true");
    assertNotEquals(List.of(), browser.barriers());
  }

  @ParameterizedTest
  @CsvSource({"1280", "520"})
  void itIsNeverWiderThanTheWindow(int width) {
    browser.width(width);
    browser.run("document.querySelectorAll('details').forEach(one => one.open = true)");
    assertEquals(
        true,
        browser.run(
            "return document.documentElement.scrollWidth <= document.documentElement.clientWidth"));
  }
}
