package org.stlspec.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.stlspec.report.Matrix;
import org.stlspec.report.Product;
import org.stlspec.report.SavedReport;
import org.stlspec.suite.CaseDescription;
import org.stlspec.suite.Catalogue;
import org.stlspec.target.Peer;
import org.stlspec.target.Peers;
import org.stlspec.target.TargetTrouble;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code stlspec matrix}: products side by side. */
@Command(
    name = "matrix",
    description = {
      "Products side by side: matrix.html, matrix.md and matrix.json.",
      "Plays peers, or takes the report.json of earlier runs, or both. A report whose target has"
          + " the name of a peer is held against the baseline of that peer.",
      "Exit code 0: each is as its baseline says, or sound where it has none; 1: one is not; 2: a"
          + " file is no report; 3: a peer that was named is not installed, or one could not be"
          + " played; 4: no case matches. With --peers all those that are not installed are left"
          + " out and named."
    },
    mixinStandardHelpOptions = true)
final class MatrixCommand implements Callable<Integer> {
  private static final String ALL = "all";

  @Spec private CommandSpec spec;

  @Parameters(arity = "0..*", paramLabel = "REPORT.json", description = "Of earlier runs.")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--peers",
      split = ",",
      paramLabel = "NAME",
      description = "Play these, or all; see list --peers.")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--peer-dir",
      paramLabel = "DIR",
      description = "Where the peers are, a folder each, instead of those that are shipped.")
  private Path peerDir;

  @Option(
      names = "--case",
      arity = "1..*",
      paramLabel = "GLOB",
      description = "Only cases whose id matches.")
  private List<String> include = new ArrayList<>();

  @Option(names = "--slow", description = "Also the cases that wait for timers of the target.")
  private boolean slow;

  @Option(
      names = "--at-once",
      defaultValue = "2",
      paramLabel = "N",
      description = "How many peers are played at the same time (default: 2).")
  private int atOnce;

  @Option(
      names = "--report",
      required = true,
      paramLabel = "DIR",
      description = "Where the files go; the reports of each peer into a folder of its name.")
  private Path directory;

  @Override
  public Integer call() throws IOException {
    List<CaseDescription> cases = Catalogue.shipped().select(include, List.of());
    if (cases.isEmpty()) {
      spec.commandLine().getErr().println("stlspec: no case matches; see 'stlspec list'");
      return Exit.NOTHING_SELECTED;
    }
    check();
    try {
      return compared(Catalogue.shipped().withSanity(cases, List.of()));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    } catch (TargetTrouble e) {
      spec.commandLine().getErr().println("stlspec: " + e.getMessage());
      return Exit.TROUBLE;
    }
  }

  private int compared(List<CaseDescription> cases) throws TargetTrouble, IOException {
    Peers known = Peers.of(Optional.ofNullable(peerDir));
    List<Product> products = read(known);
    List<Peer> chosen = chosen(known);
    var runs = new PeerRuns(spec.commandLine(), names.contains(ALL));
    written(() -> Files.createDirectories(directory));
    chosen.forEach(peer -> runs.add(new PeerRun(peer, cases, slow, directory)));
    products.addAll(runs.play(atOnce));
    Matrix matrix = Matrix.of(products, runs.leftOut());
    written(() -> matrix.write(directory));
    tell(matrix);
    return exitCode(matrix, runs.incomplete());
  }

  private void check() {
    if (names.isEmpty() && files.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "name --peers or a REPORT.json");
    }
    if (atOnce < 1) {
      throw new ParameterException(spec.commandLine(), "--at-once must be at least 1");
    }
  }

  private List<Peer> chosen(Peers known) {
    return names.contains(ALL) ? known.all() : names.stream().map(known::find).toList();
  }

  private List<Product> read(Peers known) throws IOException {
    List<Product> products = new ArrayList<>();
    for (Path file : files) {
      SavedReport report = saved(file);
      Optional<Peer> peer =
          known.all().stream().filter(one -> one.name().equals(report.target())).findFirst();
      products.add(
          new Product(
              report.target(),
              peer.map(one -> one.manifest().title()).orElse(""),
              page(file),
              report,
              PeerRun.baseline(peer)));
    }
    return products;
  }

  /** The report.html beside it, if there is one. */
  private String page(Path file) {
    Path page = file.toAbsolutePath().normalize().resolveSibling("report.html");
    Path from = directory.toAbsolutePath().normalize();
    return Files.exists(page) ? from.relativize(page).toString() : "";
  }

  private static SavedReport saved(Path file) {
    try {
      return SavedReport.read(file);
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot read " + file + ": " + Reason.of(e), e);
    }
  }

  /** What writes files. */
  private interface Writing {
    void run() throws IOException;
  }

  private void written(Writing writing) throws TargetTrouble {
    try {
      writing.run();
    } catch (IOException e) {
      throw new TargetTrouble("cannot write to " + directory + ": " + Reason.of(e));
    }
  }

  private void tell(Matrix matrix) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(matrix.products().size() + " products: " + directory.resolve("matrix.html"));
    out.flush();
  }

  private static int exitCode(Matrix matrix, boolean incomplete) {
    if (incomplete || matrix.products().stream().anyMatch(Product::troubled)) {
      return Exit.TROUBLE;
    }
    boolean asExpected = matrix.products().stream().allMatch(Product::asExpected);
    return asExpected ? Exit.AS_EXPECTED : Exit.FINDINGS;
  }
}
