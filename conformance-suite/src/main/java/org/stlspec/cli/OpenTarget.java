package org.stlspec.cli;

import java.util.Optional;
import org.stlspec.qmail.script.ScriptedBackend;
import org.stlspec.target.Surroundings;
import org.stlspec.target.Target;
import org.stlspec.wire.Account;

/**
 * A target that is ready to be judged, and what belongs to it; closing it ends and removes all that
 * the run made.
 */
record OpenTarget(
    Target target,
    Optional<ScriptedBackend> backend,
    Optional<Account> account,
    Optional<Surroundings> around)
    implements AutoCloseable {

  @Override
  public void close() {
    target.close();
    backend.ifPresent(ScriptedBackend::close);
    around.ifPresent(Surroundings::close);
  }
}
