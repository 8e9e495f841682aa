package org.stlspec.qmail.process;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.util.Optional;
import org.stlspec.qmail.Child;

/** A user of this machine, as the system's own data base has it. */
record SystemUser(String name, int uid, int gid, String home, String shell) {

  private static final String OCTETS = "ISO-8859-1";

  /** Asks getpwnam; its record is name, password, uid, gid, full name, home, shell on Linux. */
  static Optional<SystemUser> named(String name) {
    Pointer entry = Libc.getpwnam(Libc.string(name));
    if (entry == null) {
      return Optional.empty();
    }
    long ids = 2L * Native.POINTER_SIZE;
    long texts = ids + 2L * Integer.BYTES;
    return Optional.of(
        new SystemUser(
            name,
            entry.getInt(ids),
            entry.getInt(ids + Integer.BYTES),
            text(entry, texts + Native.POINTER_SIZE),
            text(entry, texts + 2L * Native.POINTER_SIZE)));
  }

  private static String text(Pointer entry, long offset) {
    return entry.getPointer(offset).getString(0, OCTETS);
  }

  /** Takes groups, gid and uid, in this order, for good. Who is not root can only stay. */
  void become() throws Failure {
    int self = Libc.getuid();
    if (self == 0) {
      sure(Libc.initgroups(Libc.string(name), gid));
      sure(Libc.setgid(gid));
      sure(Libc.setuid(uid));
    } else if (self != uid) {
      throw new Failure(Child.TEMPORARY, "only root becomes " + name + " (--stay for tests)");
    }
  }

  private void sure(int result) throws Failure {
    if (result != 0) {
      throw new Failure(Child.TEMPORARY, "cannot become " + name);
    }
  }
}
