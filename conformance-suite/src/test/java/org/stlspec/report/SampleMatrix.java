package org.stlspec.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.stlspec.report.Matrix.LeftOut;
import org.stlspec.verdict.Verdict;

/** Products side by side, made from samples. */
final class SampleMatrix {
  private SampleMatrix() {}

  /** One with every verdict, one that passes all, and one that is not there. */
  static Matrix matrix(Path folder) throws IOException {
    Verdict pass = Verdict.PASS;
    return Matrix.of(
        List.of(
            product(folder, "mixed <b>&\"'", "[]", List.of(Verdict.values())),
            product(folder, "sound", "[]", List.of(pass, pass, pass, pass, pass))),
        List.of(new LeftOut("absent", "needs absentd; install absent <server>")));
  }

  /** The n-th case of the catalogue with the n-th verdict, held against a baseline. */
  static Product product(Path folder, String name, String baseline, List<Verdict> verdicts)
      throws IOException {
    Path known = Files.writeString(folder.resolve("baseline.json"), baseline);
    return new Product(
        name,
        "a product <1.0>",
        "",
        saved(folder, Sample.report(name, verdicts)),
        Optional.of(Baseline.read(known)));
  }

  /** The run as it is after it was written down and read. */
  static SavedReport saved(Path folder, RunReport report) throws IOException {
    Path file = folder.resolve("saved.json");
    JsonReport.write(report, file);
    return SavedReport.read(file);
  }
}
