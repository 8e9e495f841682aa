package org.stlspec.proxy.privsep;

import java.io.IOException;
import java.util.Optional;
import org.stlspec.proxy.posix.Accounts;

/**
 * Who the network process becomes.
 *
 * @param user any but root
 * @param group its only group, any but root's
 */
public record Identity(int user, int group) {

  public Identity {
    if (user == 0) throw new IllegalArgumentException("--user must be another user than root");
    if (group == 0) throw new IllegalArgumentException("--group must be another group than root's");
  }

  /**
   * Looks names up; numbers need no entry in the system's tables.
   *
   * @param group the user's primary group if there is none
   * @throws IllegalArgumentException with one line if there is no such user or group
   */
  public static Identity of(String user, Optional<String> group) throws IOException {
    Optional<Accounts.User> known =
        numeric(user) ? Accounts.user(number(user)) : Accounts.user(user);
    if (known.isEmpty() && !numeric(user)) {
      throw new IllegalArgumentException("there is no user '" + user + "'");
    }
    int own = group.isPresent() ? group(group.get()) : primary(user, known);
    return new Identity(known.map(Accounts.User::number).orElseGet(() -> number(user)), own);
  }

  private static int primary(String user, Optional<Accounts.User> known) {
    return known
        .map(Accounts.User::group)
        .orElseThrow(
            () -> new IllegalArgumentException("user " + user + " has no entry, so give --group"));
  }

  private static int group(String name) throws IOException {
    if (numeric(name)) return number(name);
    return Accounts.group(name)
        .orElseThrow(() -> new IllegalArgumentException("there is no group '" + name + "'"));
  }

  private static boolean numeric(String name) {
    return name.matches("\\d+");
  }

  /** The highest one means nobody at all to setuid(2). */
  private static int number(String digits) {
    try {
      int number = Integer.parseUnsignedInt(digits);
      if (number != -1) return number;
    } catch (NumberFormatException e) {
      // said below
    }
    throw new IllegalArgumentException("no user or group has the number " + digits);
  }
}
