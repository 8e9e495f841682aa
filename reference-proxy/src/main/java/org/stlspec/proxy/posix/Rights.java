package org.stlspec.proxy.posix;

import static org.stlspec.proxy.posix.LibC.checked;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Gives up what a process started by root may do. glibc sees to it that identities change in all
 * threads. There is no way back.
 */
public final class Rights {
  private static final int PR_SET_DUMPABLE = 4;
  private static final int PR_SET_NO_NEW_PRIVS = 38;

  private Rights() {}

  /** Makes this directory the root of all paths, and the working directory. */
  public static void confineTo(Path directory) throws IOException {
    LibC.load();
    checked(LibC.chroot(Octets.of(directory.toString())), "chroot " + directory);
    checked(LibC.chdir(Octets.of("/")), "chdir /");
  }

  /** Becomes a user with one group and no others. */
  public static void become(int user, int group) throws IOException {
    LibC.load();
    checked(LibC.setgroups(1, new int[] {group}), "setgroups " + group);
    checked(LibC.setgid(group), "setgid " + group);
    checked(LibC.setuid(user), "setuid " + user);
  }

  /**
   * No program started by this thread, or by threads it makes later, gains rights by set-user-id.
   * The kernel keeps this for each thread.
   */
  public static void gainNoMore() throws IOException {
    LibC.load();
    checked(LibC.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "no_new_privs");
  }

  /** Whether this process is root's. */
  public static boolean root() throws IOException {
    LibC.load();
    return LibC.geteuid() == 0;
  }

  /**
   * Tries to come back to what was given up.
   *
   * @throws IOException if one of the attempts has success
   */
  public static void confirmGone() throws IOException {
    LibC.load();
    if (LibC.setuid(0) == 0) throw new IOException("setuid 0 is still granted");
    if (LibC.setgid(0) == 0) throw new IOException("setgid 0 is still granted");
    if (LibC.setgroups(1, new int[] {0}) == 0) throw new IOException("setgroups is still granted");
    if (LibC.chroot(Octets.of("/")) == 0) throw new IOException("chroot is still granted");
  }

  /**
   * No other process of the same user looks into the memory of this one, and none of it goes into a
   * core file.
   */
  public static void hideMemory() throws IOException {
    LibC.load();
    checked(LibC.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0), "not dumpable");
  }
}
