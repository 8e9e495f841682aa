package org.stlspec.qmail.process;

import java.io.IOException;
import java.util.List;
import org.stlspec.qmail.Popup;

/** {@code popup HOST PROGRAM…}, as a process. */
final class PopupProgram {

  /** The real one has no other: whoever waits for it learns nothing about the session. */
  private static final int ALWAYS = 1;

  private PopupProgram() {}

  static int run(List<String> arguments) throws Failure {
    var network = new DescriptorConnection(Libc::load);
    try {
      if (arguments.size() < 2) {
        return misused(network);
      }
      var checker = new Checker(arguments.subList(1, arguments.size()));
      new Popup(arguments.get(0), checker).serve(network);
    } catch (IOException ended) {
      // Gone or idle for too long: it leaves without a word.
    }
    return ALWAYS;
  }

  /** The real one says so to the network, where nobody who could help will see it. */
  private static int misused(DescriptorConnection network) throws IOException, Failure {
    network.write("-ERR usage: popup hostname subprogram\r\n");
    throw new Failure(ALWAYS, "usage: fake-qmail popup HOST PROGRAM");
  }
}
