package org.stlspec.proxy.posix;

import com.sun.jna.Pointer;
import java.io.IOException;
import java.util.Optional;

/** Users and groups as the system knows them, wherever it has them from (nsswitch.conf(5)). */
public final class Accounts {
  // struct passwd and struct group: two pointers, then the numbers.
  private static final int FIRST_NUMBER = 16;
  private static final int SECOND_NUMBER = 20;

  /**
   * A user.
   *
   * @param group the number of the primary group
   */
  public record User(int number, int group) {}

  private Accounts() {}

  /** By name. */
  public static synchronized Optional<User> user(String name) throws IOException {
    LibC.load();
    return user(LibC.getpwnam(Octets.of(name)));
  }

  /** By number. */
  public static synchronized Optional<User> user(int number) throws IOException {
    LibC.load();
    return user(LibC.getpwuid(number));
  }

  private static Optional<User> user(Pointer entry) {
    return Optional.ofNullable(entry)
        .map(found -> new User(found.getInt(FIRST_NUMBER), found.getInt(SECOND_NUMBER)));
  }

  /** The number of a group. */
  public static synchronized Optional<Integer> group(String name) throws IOException {
    LibC.load();
    return Optional.ofNullable(LibC.getgrnam(Octets.of(name)))
        .map(found -> found.getInt(FIRST_NUMBER));
  }
}
