package org.stlspec.qmail.process;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.stlspec.qmail.Child;

/**
 * What stands before the program. A caller knows none of it: it is part of the chain's own command.
 *
 * @param file of the accounts; empty: the sample account
 * @param stay whether the program runs as who we are, whatever the account's system user
 * @param program to be run, with its arguments
 */
record CheckPasswordOptions(String file, boolean stay, List<String> program) {

  private static final String USAGE =
      "usage: fake-qmail checkpassword --accounts FILE [--stay] | --sample PROGRAM";

  static CheckPasswordOptions of(List<String> arguments) throws Failure {
    Deque<String> rest = new ArrayDeque<>(arguments);
    String file = "";
    boolean sample = false;
    boolean stay = false;
    while (!rest.isEmpty() && rest.peek().startsWith("--")) {
      switch (rest.pop()) {
        case "--accounts" -> file = rest.isEmpty() ? "" : rest.pop();
        case "--sample" -> sample = true;
        case "--stay" -> stay = true;
        default -> throw new Failure(Child.MISUSED, USAGE);
      }
    }
    if (rest.isEmpty() || file.isEmpty() != sample) {
      throw new Failure(Child.MISUSED, USAGE);
    }
    return new CheckPasswordOptions(file, stay || sample, List.copyOf(rest));
  }

  Accounts accounts() throws Failure {
    return file.isEmpty() ? Accounts.SAMPLE : Accounts.in(file);
  }
}
