package org.stlspec.proxy.posix;

import static org.stlspec.proxy.posix.LibC.checked;

import java.io.IOException;
import java.util.Optional;

/**
 * A program that this process has started. Until {@link #ended} or {@link #await} has told how it
 * ended, its number belongs to no other process.
 *
 * @param pid its number
 * @param group whether it leads a process group, which is then signalled as a whole
 */
public record Child(int pid, boolean group) {
  public static final int SIGHUP = 1;
  public static final int SIGINT = 2;
  public static final int SIGKILL = 9;
  public static final int SIGPIPE = 13;
  public static final int SIGTERM = 15;

  private static final int WNOHANG = 1;
  private static final int WEXITED = 4;
  private static final int WNOWAIT = 0x01000000;
  private static final int P_PID = 1;
  private static final int SIGINFO = 128;
  private static final int ESRCH = 3;
  private static final int EINTR = 4;
  private static final int ECHILD = 10;

  /** The same on every architecture. */
  private static final long SYS_PIDFD_OPEN = 434;

  /**
   * How a program ended.
   *
   * @param signal empty if it ended by itself
   * @param status what it reported, if it ended by itself
   */
  public record Ending(Optional<Integer> signal, int status) {

    /** As a shell reports it: 128 and the signal, or the status. */
    public int code() {
      return signal.map(number -> 128 + number).orElse(status);
    }

    /** As the log has it. */
    public String text() {
      return signal.map(number -> "signal " + number).orElse("exit " + status);
    }

    static Ending of(int status) {
      int signal = status & 0x7f;
      if (signal != 0) return new Ending(Optional.of(signal), 0);
      return new Ending(Optional.empty(), status >> 8 & 0xff);
    }
  }

  /**
   * A descriptor that becomes readable when the program ends.
   *
   * @throws IOException before Linux 5.3
   */
  public Descriptor watch() throws IOException {
    LibC.load();
    return new Descriptor(checked((int) LibC.syscall(SYS_PIDFD_OPEN, pid, 0), "pidfd_open"));
  }

  /** How it ended, empty while it runs. It can be asked once only after the end. */
  public Optional<Ending> ended() throws IOException {
    return reap(WNOHANG);
  }

  /** Waits for its end without asking for it: its number stays its own. */
  public void awaitEnd() throws IOException {
    LibC.load();
    int result = -1;
    while (result < 0) {
      result = LibC.waitid(P_PID, pid, new byte[SIGINFO], WEXITED | WNOWAIT);
      if (result < 0 && com.sun.jna.Native.getLastError() != EINTR)
        checked(result, "waitid " + pid);
    }
  }

  /** Waits for its end. */
  public Ending await() throws IOException {
    Optional<Ending> ending = reap(0);
    while (ending.isEmpty()) ending = reap(0);
    return ending.get();
  }

  private Optional<Ending> reap(int options) throws IOException {
    LibC.load();
    int[] status = new int[1];
    int who = LibC.waitpid(pid, status, options);
    if (who == pid) return Optional.of(Ending.of(status[0]));
    if (who < 0 && com.sun.jna.Native.getLastError() == EINTR) return Optional.empty();
    if (who < 0 && com.sun.jna.Native.getLastError() == ECHILD) {
      throw new IOException("process " + pid + " is no child, or its end was told before");
    }
    checked(who, "waitpid " + pid);
    return Optional.empty();
  }

  /** Sends a signal, to its group if it leads one; one that has ended does not mind. */
  public void signal(int number) throws IOException {
    LibC.load();
    int result = LibC.kill(group ? -pid : pid, number);
    if (result < 0 && com.sun.jna.Native.getLastError() != ESRCH) {
      checked(result, "signal " + number + " to " + pid);
    }
  }
}
