package org.stlspec.load.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files of a report. */
public final class Reports {
  private Reports() {}

  /**
   * Writes {@code load.json}, {@code load.csv} and {@code load.html}.
   *
   * @throws IOException with one line that names the folder
   */
  public static void write(LoadReport report, Path folder) throws IOException {
    try {
      Files.createDirectories(folder);
      JsonReport.write(report, folder.resolve("load.json"));
      Files.writeString(folder.resolve("load.csv"), CsvReport.of(report), UTF_8);
      Files.writeString(folder.resolve("load.html"), HtmlReport.of(report), UTF_8);
    } catch (IOException e) {
      throw new IOException("cannot write the report to " + folder + ": " + e, e);
    }
  }
}
