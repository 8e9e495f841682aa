package org.stlspec.qmail.process;

import java.util.List;
import org.stlspec.qmail.Child;

/** Ends the JVM in another program: the same process, so that its end is the program's. */
final class Exec {

  private static final int SIG_SETMASK = 2;
  private static final int SIGNAL_SET = 128;

  private Exec() {}

  /** Returns only if there is no such program, and then why. */
  static Failure run(List<String> command) {
    var line = new CommandLine(command);
    Descriptors.closeBehind2OnExec();
    // The JVM blocks signals in its threads; the program shall not find them blocked.
    Libc.pthread_sigmask(SIG_SETMASK, Libc.zeros(SIGNAL_SET), null);
    Libc.execvp(line.program(), line.vector());
    return new Failure(Child.TEMPORARY, "cannot run " + command.get(0));
  }
}
