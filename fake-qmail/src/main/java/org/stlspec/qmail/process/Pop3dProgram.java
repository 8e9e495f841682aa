package org.stlspec.qmail.process;

import java.nio.file.Path;
import java.util.List;
import org.stlspec.qmail.Pop3d;
import org.stlspec.qmail.Popup;

/** {@code pop3d MAILDIR}, as a process. It needs nothing native of ours, and so starts fast. */
final class Pop3dProgram {

  /** The real one looks for its argument after the user, and says the same when it has none. */
  private static final Path NO_MAILDIR = Path.of("/dev/null/Maildir");

  private Pop3dProgram() {}

  static int run(List<String> arguments) throws Failure {
    boolean none = arguments.isEmpty() || arguments.get(0).isEmpty();
    Path maildir = none ? NO_MAILDIR : Path.of(arguments.get(0));
    var pop3d = new Pop3d(maildir, RealUser.uid(), Popup.IDLE_LIMIT);
    return pop3d.run(new DescriptorConnection(DescriptorConnection.NOTHING));
  }
}
