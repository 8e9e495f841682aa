package org.stlspec.fault;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.stlspec.qmail.script.ScriptedBackend;
import org.stlspec.suite.CaseDescription;
import org.stlspec.suite.CaseResult;
import org.stlspec.suite.Stage;
import org.stlspec.suite.Suite;
import org.stlspec.target.TargetTrouble;
import org.stlspec.wire.Account;

/**
 * A proxy of such sessions, a backend of its own behind it, and cases played on it.
 *
 * @param slow whether with the cases that wait for timers, which are short ones here
 */
record Trial(Supplier<? extends Session> sessions, Duration patience, boolean slow) {
  static final Duration USUAL_PATIENCE = Duration.ofSeconds(5);

  List<CaseResult> of(List<CaseDescription> cases) throws IOException, TargetTrouble {
    var anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (var backend = ScriptedBackend.listen(anyPort);
        var proxy = SoundProxy.start(sessions, backend.address())) {
      var account = Optional.of(Account.ALICE);
      var stage = new Stage(proxy, Optional.of(backend), account, patience, slow);
      return new Suite(stage).run(cases, result -> {});
    }
  }
}
