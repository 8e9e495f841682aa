package org.stlspec.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** Chromium without a window, for pages on disk; it asks the network for nothing. */
final class Browser implements AutoCloseable {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

  // It warns that Chromium is newer than itself. Kept, so that the level is not forgotten.
  private static final Logger LOG = Logger.getLogger("org.openqa.selenium");

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Skips the test where Debian's packages chromium and chromium-driver are not installed. */
  static Browser start(Path userData) {
    assumeTrue(Files.isExecutable(CHROMIUM), CHROMIUM + " is not installed");
    assumeTrue(Files.isExecutable(DRIVER), DRIVER + " is not installed");
    var options = new ChromeOptions();
    options.setBinary(CHROMIUM.toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--user-data-dir=" + userData);
    var service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(DRIVER.toFile())
            .usingAnyFreePort()
            .build();
    LOG.setLevel(Level.SEVERE);
    var driver = new ChromeDriver(service, options);
    driver.manage().timeouts().scriptTimeout(Duration.ofMinutes(2));
    return new Browser(driver);
  }

  void open(Path page) {
    driver.get(page.toUri().toString());
  }

  void width(int pixels) {
    driver.manage().window().setSize(new Dimension(pixels, 900));
  }

  /** Shows the page as for somebody who prefers {@code light} or {@code dark}. */
  void colours(String scheme) {
    var feature = Map.of("name", "prefers-color-scheme", "value", scheme);
    driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of(feature)));
  }

  WebElement find(String css) {
    return driver.findElement(By.cssSelector(css));
  }

  /** The ids of those that can be seen. */
  List<?> shown(String css) {
    return (List<?>)
        driver.executeScript(
            "return [...document.querySelectorAll(arguments[0])]"
                + ".filter(one => one.checkVisibility()).map(one => one.id)",
            css);
  }

  Object run(String script) {
    return driver.executeScript(script);
  }

  WebElement focused() {
    return driver.switchTo().activeElement();
  }

  /** The serious and critical barriers that axe finds, each with where it is. */
  List<?> barriers() {
    driver.executeScript(axe());
    return (List<?>)
        driver.executeAsyncScript(
            "const done = arguments[arguments.length - 1];"
                + "axe.run().then(all => done(all.violations"
                + ".filter(one => ['serious', 'critical'].includes(one.impact))"
                + ".map(one => one.id + ': ' + one.nodes.map(node => node.html).slice(0, 3))))");
  }

  private static String axe() {
    try (var in = Browser.class.getResourceAsStream("/axe.min.js")) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    driver.quit();
  }
}
