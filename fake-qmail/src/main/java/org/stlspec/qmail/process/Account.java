package org.stlspec.qmail.process;

import java.util.Optional;

/**
 * An account that may log in.
 *
 * @param name as in USER
 * @param password as in PASS, and the secret of APOP
 * @param systemUser whose processes serve it
 * @param home instead of the system user's
 */
record Account(String name, String password, String systemUser, Optional<String> home) {

  /** Reads {@code name:password[:system-user[:home]]}; empty if the line is none of that form. */
  static Optional<Account> of(String line) {
    String[] parts = line.split(":", -1);
    if (parts.length < 2 || parts.length > 4 || parts[0].isEmpty() || parts[1].isEmpty()) {
      return Optional.empty();
    }
    String user = part(parts, 2).orElse(parts[0]);
    return Optional.of(new Account(parts[0], parts[1], user, part(parts, 3)));
  }

  private static Optional<String> part(String[] parts, int index) {
    return index < parts.length && !parts[index].isEmpty()
        ? Optional.of(parts[index])
        : Optional.empty();
  }

  /** Without the password. */
  @Override
  public String toString() {
    return name + " (" + systemUser + ")";
  }
}
