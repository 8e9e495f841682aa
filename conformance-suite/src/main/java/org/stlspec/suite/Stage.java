package org.stlspec.suite;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import org.stlspec.qmail.script.ScriptedBackend;
import org.stlspec.target.Mode;
import org.stlspec.target.Target;
import org.stlspec.wire.Account;
import org.stlspec.wire.Backend;
import org.stlspec.wire.Client;
import org.stlspec.wire.Transcript;

/**
 * All that cases are played on.
 *
 * @param target the thing under test
 * @param scripted the suite's backend behind it; empty in server mode
 * @param account whom to log in as; empty where no login is known
 * @param patience how long silence may last before it counts as silence
 * @param slow whether cases may wait for the target's timers
 */
public record Stage(
    Target target,
    Optional<ScriptedBackend> scripted,
    Optional<Account> account,
    Duration patience,
    boolean slow) {

  public Mode mode() {
    return scripted.isPresent() ? Mode.PROXY : Mode.SERVER;
  }

  /** The same with this patience, if its own is shorter. */
  Stage patientFor(Duration atLeast) {
    return patience.compareTo(atLeast) >= 0
        ? this
        : new Stage(target, scripted, account, atLeast, slow);
  }

  Client client(InetSocketAddress address, Transcript transcript) {
    return new Client(address, patience, transcript);
  }

  Optional<Backend> backend() {
    return scripted.map(backend -> new Backend(backend, patience));
  }
}
