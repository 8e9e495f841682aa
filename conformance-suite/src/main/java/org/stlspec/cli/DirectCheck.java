package org.stlspec.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.stlspec.direct.Change;
import org.stlspec.direct.DirectFile;
import org.stlspec.direct.DirectRun;
import org.stlspec.proxy.tls.TlsEngine;
import org.stlspec.target.EmbeddedTarget;
import org.stlspec.target.TargetTrouble;
import org.stlspec.wire.Account;

/**
 * {@code stlspec run --direct}: what a target changes of the sessions with its real backend.
 *
 * @param target where it is; without it the reference proxy is put in front
 * @param backend where it relays to
 */
record DirectCheck(
    Optional<InetSocketAddress> target,
    InetSocketAddress backend,
    Account account,
    Duration patience,
    TlsEngine engine,
    Optional<Path> reports) {

  /**
   * Compares and tells.
   *
   * @return exit code: 0 if nothing was changed but what has to be, else 1
   * @throws TargetTrouble if one of them cannot be reached, or there is no login, or no TLS
   */
  int run(PrintWriter out) throws TargetTrouble {
    if (target.isPresent()) {
      return told(target.get(), out);
    }
    try (var embedded = EmbeddedTarget.start(backend, engine)) {
      return told(embedded.address(), out);
    }
  }

  private int told(InetSocketAddress through, PrintWriter out) throws TargetTrouble {
    DirectRun run = DirectRun.of(through, backend, account, patience);
    run.varying().forEach(where -> out.println("varies by itself  " + where));
    print(out, "as it has to be", run.changes().stream().filter(Change::allowed).toList());
    print(out, "CHANGED", run.changes().stream().filter(one -> !one.allowed()).toList());
    long changed = run.changes().stream().filter(one -> !one.allowed()).count();
    out.printf("%d answers compared, %d changed%n", run.steps(), changed);
    out.flush();
    write(run);
    return run.transparent() ? Exit.AS_EXPECTED : Exit.FINDINGS;
  }

  private static void print(PrintWriter out, String head, List<Change> changes) {
    for (Change one : changes) {
      out.printf("%-16s  %s, %s, %s%n", head, one.kind(), one.way(), one.where());
      out.printf("                  straight  %s%n", one.straight());
      out.printf("                  through   %s%n", one.through());
    }
  }

  private void write(DirectRun run) throws TargetTrouble {
    if (reports.isEmpty()) {
      return;
    }
    try {
      DirectFile.write(run, reports.get());
    } catch (IOException e) {
      throw new TargetTrouble("cannot write to " + reports.get() + ": " + Reason.of(e));
    }
  }
}
