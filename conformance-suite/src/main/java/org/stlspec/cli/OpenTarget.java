package org.stlspec.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import org.stlspec.qmail.script.ScriptedBackend;
import org.stlspec.suite.Stage;
import org.stlspec.target.Mode;
import org.stlspec.target.Recipe;
import org.stlspec.target.StartedTarget;
import org.stlspec.target.Surroundings;
import org.stlspec.target.Target;
import org.stlspec.target.TargetTrouble;
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
  static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  /**
   * Starts a target.
   *
   * @param login whom to log in as in server mode
   * @param where the suite's backend listens in proxy mode
   * @throws TargetTrouble if it cannot be started
   */
  static OpenTarget start(Recipe recipe, Optional<Account> login, InetSocketAddress where)
      throws TargetTrouble, IOException {
    boolean proxy = recipe.mode() == Mode.PROXY;
    Surroundings around = proxy ? Surroundings.ofProxy(listen(where)) : Surroundings.ofServer();
    try {
      return new OpenTarget(
          StartedTarget.start(recipe, around),
          around.backend(),
          proxy ? Optional.of(Account.ALICE) : login,
          Optional.of(around));
    } catch (TargetTrouble | RuntimeException e) {
      around.close();
      throw e;
    }
  }

  /** The suite's backend. */
  static ScriptedBackend listen(InetSocketAddress where) throws TargetTrouble {
    try {
      return ScriptedBackend.listen(where);
    } catch (IOException e) {
      throw new TargetTrouble("cannot listen for the target at " + where + ": " + e.getMessage());
    }
  }

  /** All that cases are played on. */
  Stage stage(Duration patience, boolean slow) {
    return new Stage(target, backend, account, patience, slow);
  }

  @Override
  public void close() {
    target.close();
    backend.ifPresent(ScriptedBackend::close);
    around.ifPresent(Surroundings::close);
  }
}
