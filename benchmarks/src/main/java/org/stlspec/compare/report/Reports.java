package org.stlspec.compare.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.stlspec.compare.result.Report;

/** The files of a report. */
public final class Reports {
  private Reports() {}

  /**
   * Writes {@code compare.json}, {@code .csv}, {@code .md}, {@code .html} and {@code .svg}; {@code
   * scale.svg} too, if it was measured how costs grow.
   *
   * @throws IOException with one line that names the folder
   */
  public static void write(Report report, Path folder) throws IOException {
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("compare.json"), JsonReport.of(report), UTF_8);
      Files.writeString(folder.resolve("compare.csv"), CsvReport.of(report), UTF_8);
      Files.writeString(folder.resolve("compare.md"), MarkdownReport.of(report), UTF_8);
      Files.writeString(folder.resolve("compare.html"), HtmlReport.of(report), UTF_8);
      Files.writeString(
          folder.resolve("compare.svg"), new Charts(report.results()).picture(), UTF_8);
      String scale = new GrowthCharts(report.results()).picture();
      if (!scale.isEmpty()) Files.writeString(folder.resolve("scale.svg"), scale, UTF_8);
    } catch (IOException e) {
      throw new IOException("cannot write the report to " + folder + ": " + e, e);
    }
  }
}
