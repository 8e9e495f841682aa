package org.stlspec.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.stlspec.suite.CaseDescription;
import org.stlspec.verdict.Verdict;

/** matrix.html in a browser, as a reader uses it. */
class MatrixBrowserTest {
  private static final List<String> IDS =
      Stream.of(Verdict.values()).map(verdict -> of(verdict).id()).toList();

  @TempDir private static Path folder;
  private static Browser browser;

  @BeforeAll
  static void openBrowser() throws IOException {
    browser = Browser.start(folder.resolve("chromium"));
    SampleMatrix.matrix(folder).write(folder);
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
    browser.open(folder.resolve("matrix.html"));
  }

  private static CaseDescription of(Verdict verdict) {
    return Sample.report().results().stream()
        .filter(result -> result.verdict() == verdict)
        .findFirst()
        .orElseThrow()
        .description();
  }

  private static WebElement row(Verdict verdict) {
    return browser.find("#" + of(verdict).id().replace(".", "\\."));
  }

  private static WebElement cell(Verdict verdict) {
    return browser.find("#" + of(verdict).id().replace(".", "\\.") + " td:nth-child(2) button");
  }

  private static String dialog() {
    return browser.find("dialog").getText();
  }

  @Test
  void aVerdictOpensWhatWasExpectedAndSeen() {
    assertEquals("", dialog());
    cell(Verdict.FAIL).click();
    assertTrue(dialog().contains("mixed <b>&"), dialog());
    assertTrue(dialog().contains(of(Verdict.FAIL).id()), dialog());
    assertTrue(dialog().contains("Expected\nsound <b>&"), dialog());
    assertTrue(dialog().contains("Observed\nseen <b>&"), dialog());
    WebElement octets = browser.find("dialog .transcript td code");
    assertFalse(octets.isDisplayed());
    browser.find("dialog .transcript summary").click();
    assertEquals("<\\x00\\xff\\r\\n", octets.getText());
  }

  @Test
  void theKeyboardOpensAndClosesIt() {
    cell(Verdict.WARN).sendKeys(Keys.ENTER);
    assertTrue(dialog().contains("WARN"), dialog());
    browser.focused().sendKeys(Keys.ESCAPE);
    assertEquals("", dialog());
  }

  @Test
  void aVerdictOnARequirementOpensItsCases() {
    String requirement = of(Verdict.FAIL).requirements().get(0);
    browser.find("#" + requirement + " td:nth-child(2) button").click();
    assertTrue(dialog().contains("FAIL " + of(Verdict.FAIL).id()), dialog());
    assertTrue(dialog().contains("Observed\nseen <b>&"), dialog());
  }

  @Test
  void onlyDifferencesAreShownIfAskedFor() {
    assertEquals(IDS, browser.shown(".case"));
    browser.find("input[name=differences]").click();
    assertEquals(IDS.subList(1, IDS.size()), browser.shown(".case"));
    assertFalse(row(Verdict.PASS).isDisplayed());
    assertEquals("5 of 6 cases", browser.find("output").getText());
  }

  @Test
  void rowsAreFoundByAVerdictInAnyColumnAndByFoldedWords() {
    browser.find("input[value=pass]").click();
    assertEquals(IDS.subList(0, 5), browser.shown(".case"));
    browser.find("input[value=pass]").click();
    browser.find("input[type=search]").sendKeys(IDS.get(1) + " \\XFF\\r\\n");
    assertEquals(List.of(IDS.get(1)), browser.shown(".case"));
  }

  @Test
  void aLinkOfTheSummaryShowsARowThatWasFilteredOut() {
    browser.find("input[value=error]").click();
    browser.find(".plain a").click();
    browser.run("return new Promise(done => setTimeout(done))");
    assertTrue(row(Verdict.FAIL).isDisplayed());
  }

  @Test
  void nothingIsFetched() {
    assertEquals(0L, browser.run("return performance.getEntriesByType('resource').length"));
    assertEquals(0L, browser.run("return document.querySelectorAll('[src], link').length"));
  }

  @ParameterizedTest
  @CsvSource({"light, 1280, false", "dark, 1280, true", "light, 520, true", "dark, 520, false"})
  void itHasNoSeriousBarrier(String colours, int width, boolean opened) {
    browser.colours(colours);
    browser.width(width);
    if (opened) {
      cell(Verdict.FAIL).click();
    }
    assertEquals(List.of(), browser.barriers());
  }

  @ParameterizedTest
  @CsvSource({"1280, false", "520, false", "520, true"})
  void itIsNeverWiderThanTheWindow(int width, boolean opened) {
    browser.width(width);
    if (opened) {
      cell(Verdict.FAIL).click();
    }
    assertEquals(
        true,
        browser.run(
            "return document.documentElement.scrollWidth <= document.documentElement.clientWidth"));
  }
}
