package org.stlspec.load.report;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import org.stlspec.load.figures.ErrorCount;
import org.stlspec.load.figures.Figures;
import org.stlspec.load.figures.Phase;
import org.stlspec.load.figures.Second;
import org.stlspec.load.figures.Summary;

/**
 * The terminal: a line a second while it goes on, and a table in the end.
 *
 * @param out where the table goes
 * @param err where progress goes
 */
public record Console(PrintWriter out, PrintWriter err) {

  /** Tells of one second. */
  public void second(Second second) {
    Optional<Summary> whole = Optional.ofNullable(second.times().get(Phase.SESSION));
    String times =
        whole
            .map(t -> "p50 " + Written.time(t.p50()) + ", p99 " + Written.time(t.p99()))
            .orElse("-");
    err.printf(
        Locale.ROOT,
        "%4d s  %6d sessions  %s  %d open  %d failed%n",
        second.number(),
        second.sessions(),
        times,
        second.open(),
        second.failed());
    err.flush();
  }

  /** Tells of the whole run. */
  public void summary(LoadReport report) {
    Figures figures = report.figures();
    out.printf("%-18s%10s%10s%10s%10s%10s%n", "phase", "count", "p50", "p90", "p99", "max");
    for (Phase phase : Phase.values()) {
      figures.summary(phase).ifPresent(times -> row(phase.label(), times));
    }
    figures.errors().forEach(this::error);
    out.println(totals(figures));
    out.println(generator(report));
    report.breaches().forEach(breach -> out.println("FAIL " + breach));
    out.flush();
  }

  private void row(String label, Summary times) {
    out.printf(
        "%-18s%10s%10s%10s%10s%10s%n",
        label,
        Written.count(times.count()),
        Written.time(times.p50()),
        Written.time(times.p90()),
        Written.time(times.p99()),
        Written.time(times.max()));
  }

  private void error(ErrorCount error) {
    out.printf(
        "failed %s x %s in %s: %s%n",
        Written.count(error.count()),
        error.error().label(),
        error.phase().label(),
        error.example());
  }

  private static String totals(Figures figures) {
    return String.format(
        Locale.ROOT,
        "%s sessions, %s failed, in %.1f s: %s a second, %s/s of messages",
        Written.count(figures.sessions()),
        Written.count(figures.failed()),
        figures.nanos() / 1e9,
        Written.rate(figures.rate()),
        Written.megabytes(figures.octetRate()));
  }

  /** In one line, also for the page. */
  static String generator(LoadReport report) {
    var generator = report.generator();
    double cpu = generator.cpuSeconds();
    String sessions =
        cpu == 0
            ? ""
            : ", " + Written.rate(report.figures().sessions() / cpu) + " sessions a CPU second";
    String busy = String.join(", ", generator.busy().stream().map(Written::percent).toList());
    String figures =
        "event loops busy " + busy + ", late p99 " + Written.time(generator.lagP99()) + sessions;
    return generator.bottleneck()
        ? "The generator was the bottleneck: " + String.join("; ", generator.trouble())
        : "The generator was not the bottleneck: " + figures;
  }
}
