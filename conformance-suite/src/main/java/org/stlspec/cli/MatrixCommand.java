package org.stlspec.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.stlspec.report.Matrix;
import org.stlspec.report.Matrix.LeftOut;
import org.stlspec.report.Product;
import org.stlspec.report.SavedReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code stlspec matrix}: products side by side. */
@Command(
    name = "matrix",
    description = "Products side by side.",
    mixinStandardHelpOptions = true)
final class MatrixCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(arity = "0..*", paramLabel = "REPORT.json", description = "Earlier runs.")
  private List<Path> files = new ArrayList<>();

  @Option(names = "--report", paramLabel = "DIR", required = true, description = "Where.")
  private Path directory;

  @Override
  public Integer call() throws IOException {
    List<Product> products = new ArrayList<>();
    List<LeftOut> leftOut = new ArrayList<>();
    for (Path file : files) {
      SavedReport report = read(file);
      products.add(new Product(report.target(), "", "", report, Optional.empty()));
    }
    Matrix matrix = Matrix.of(Version.text(), products, leftOut);
    matrix.write(directory);
    PrintWriter out = spec.commandLine().getOut();
    out.println(directory);
    return Exit.AS_EXPECTED;
  }

  private SavedReport read(Path file) {
    try {
      return SavedReport.read(file);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    } catch (IOException e) {
      throw new ParameterException(
          spec.commandLine(), "cannot read " + file + ": " + Reason.of(e), e);
    }
  }
}
