package org.stlspec.cases;

import org.stlspec.suite.CaseRun;
import org.stlspec.verdict.NotApplicable;
import org.stlspec.wire.Backend;
import org.stlspec.wire.Client;
import org.stlspec.wire.Reply;

/** Commands that the target leaves to its backend; what it answers by itself is its own affair. */
final class Relayed {
  private Relayed() {}

  /** Goes on only if this command, sent in clear, reaches the backend. */
  static void mustBeInClear(CaseRun run, Backend backend, String command) {
    try (Client client = run.client()) {
      client.greeting().ok();
      must(client, backend, command, "before TLS");
    }
  }

  /** Goes on only if this command, sent inside TLS, reaches the backend. */
  static void mustBeInsideTls(CaseRun run, Backend backend, String command) {
    try (Client client = run.client()) {
      client.secured();
      must(client, backend, command, "inside TLS");
    }
  }

  private static void must(Client client, Backend backend, String command, String where) {
    Reply reply = client.command(command);
    if (!backend.lines().contains(command)) {
      throw new NotApplicable(
          where + " the target answers " + command + " by itself: " + reply.seen());
    }
  }
}
