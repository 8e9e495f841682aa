package org.stlspec.suite;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.platform.engine.support.store.Namespace;
import org.junit.platform.engine.support.store.NamespacedHierarchicalStore;
import org.stlspec.verdict.Verdict;
import org.stlspec.wire.Account;
import org.stlspec.wire.Backend;

/**
 * A run in progress, handed to the cases through JUnit's store.
 *
 * @param results takes each result as it comes
 */
record Play(Stage stage, Profile profile, Consumer<CaseResult> results) {

  void keepIn(NamespacedHierarchicalStore<Namespace> store) {
    store.put(Namespace.create(Play.class), Play.class, this);
  }

  static Play of(ExtensionContext context) {
    Play play =
        context
            .getStore(StoreScope.LAUNCHER_SESSION, ExtensionContext.Namespace.create(Play.class))
            .get(Play.class, Play.class);
    if (play == null) {
      throw new IllegalStateException("cases run through stlspec, which gives them a target");
    }
    return play;
  }

  Optional<String> inapplicable(CaseDescription description) {
    if (description.wants(Backend.class) && stage.scripted().isEmpty()) {
      return Optional.of("the backend leg is not ours (server mode)");
    }
    if (description.wants(Account.class) && stage.account().isEmpty()) {
      return Optional.of("no account known (--user and --password)");
    }
    if (description.slow() && !stage.slow()) {
      return Optional.of("waits for timers of the target: " + CaseResult.RUN_WITH_SLOW);
    }
    return description.needs().stream().map(profile::missing).flatMap(Optional::stream).findFirst();
  }

  void skipped(CaseDescription description, String reason) {
    results.accept(new CaseResult(description, Verdict.SKIP, reason, "", 0, List.of()));
  }

  void played(CaseResult result) {
    results.accept(result);
  }
}
