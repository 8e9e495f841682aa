package org.stlspec.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files that {@code --report DIR} asks for. */
public final class Reports {
  private Reports() {}

  /**
   * Writes all of them; the directory is made if need be.
   *
   * @throws IOException if one cannot be written
   */
  public static void write(RunReport report, Path directory) throws IOException {
    Files.createDirectories(directory);
    JsonReport.write(report, directory.resolve("report.json"));
    JUnitReport.write(report, directory.resolve("junit.xml"));
    SummaryReport.write(report, directory.resolve("summary.md"));
    HtmlReport.write(report, directory.resolve("report.html"));
  }
}
