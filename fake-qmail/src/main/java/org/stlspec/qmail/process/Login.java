package org.stlspec.qmail.process;

import java.util.Optional;
import org.stlspec.qmail.Child;

/**
 * What changes in a process that becomes an account's.
 *
 * @param name for USER
 * @param user whom to become; empty: nobody else
 * @param home for HOME and the working directory; empty: both stay
 * @param shell for SHELL
 */
record Login(String name, Optional<SystemUser> user, Optional<String> home, String shell) {

  /** As the account's system user. */
  static Login to(Account account) throws Failure {
    Optional<SystemUser> user = SystemUser.named(account.systemUser());
    if (user.isEmpty()) {
      throw new Failure(Child.TEMPORARY, "no system user " + account.systemUser());
    }
    String home = account.home().orElse(user.get().home());
    return new Login(account.name(), user, Optional.of(home), user.get().shell());
  }

  /** As who we are: for tests, on machines that do not know the account. */
  static Login staying(Account account) {
    return new Login(account.name(), Optional.empty(), account.home(), "/bin/sh");
  }

  void enter() throws Failure {
    if (user.isPresent()) {
      user.get().become();
    }
    if (home.isPresent()) {
      enter(home.get());
    }
    set("USER", name);
    set("SHELL", shell);
  }

  private static void enter(String home) throws Failure {
    if (Libc.chdir(Libc.string(home)) != 0) {
      throw new Failure(Child.TEMPORARY, "cannot enter " + home);
    }
    set("HOME", home);
  }

  private static void set(String variable, String value) {
    Libc.setenv(Libc.string(variable), Libc.string(value), 1);
  }
}
