package org.stlspec.qmail.process;

import com.sun.jna.Memory;
import java.util.List;
import org.stlspec.qmail.Child;
import org.stlspec.qmail.Connection;
import org.stlspec.qmail.HandOverException;

/**
 * A program of the checkpassword interface, as a child process: descriptors 0, 1 and 2 are ours, 3
 * is a pipe with the input, and it has no others.
 */
final class Checker implements Child {

  /** Enough for any C library; glibc needs 80 and 336 octets. */
  private static final int OPAQUE = 1024;

  private static final short SETSIGMASK = 8;
  private static final int EAGAIN = 11;
  private static final int ENOMEM = 12;

  private final List<String> command;

  Checker(List<String> command) {
    this.command = List.copyOf(command);
  }

  @Override
  public int run(byte[] descriptor3, Connection network) throws HandOverException {
    try (Pipe pipe = Pipe.open()) {
      Descriptors.closeBehind2OnExec();
      int[] process = new int[1];
      int error = spawn(process, pipe);
      if (error == EAGAIN || error == ENOMEM) {
        throw new HandOverException("unable to fork");
      }
      if (error != 0) {
        // No such program: the real one has forked by now, and its child exits 1.
        return REFUSED;
      }
      pipe.write(descriptor3);
      return statusOf(process[0]);
    }
  }

  private int spawn(int[] process, Pipe pipe) {
    Memory actions = Libc.zeros(OPAQUE);
    Libc.posix_spawn_file_actions_init(actions);
    Libc.posix_spawn_file_actions_adddup2(actions, pipe.readEnd(), 3);
    Memory attributes = Libc.zeros(OPAQUE);
    Libc.posix_spawnattr_init(attributes);
    // The JVM blocks signals in its threads; the child shall not find them blocked.
    Libc.posix_spawnattr_setflags(attributes, SETSIGMASK);
    Libc.posix_spawnattr_setsigmask(attributes, Libc.zeros(OPAQUE));
    var line = new CommandLine(command);
    return Libc.posix_spawnp(
        process, line.program(), actions, attributes, line.vector(), Libc.environment());
  }

  private static int statusOf(int process) {
    int[] status = new int[1];
    while (Libc.waitpid(process, status, 0) < 0) {
      if (Libc.lastError() != Libc.EINTR) {
        return TEMPORARY;
      }
    }
    int signal = status[0] & 0x7f;
    if (signal != 0) {
      throw new IllegalStateException("signal " + signal);
    }
    return status[0] >> 8 & 0xff;
  }
}
