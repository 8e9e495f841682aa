package org.stlspec.proxy.posix;

import static org.stlspec.proxy.posix.LibC.checked;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A file descriptor of this process. It is closed by whoever owns it, once.
 *
 * @param number 0 or more; nothing says that it is open
 */
public record Descriptor(int number) {
  private static final int F_DUPFD_CLOEXEC = 1030;
  private static final int F_GETFD = 1;
  private static final int F_SETFD = 2;
  private static final int F_GETFL = 3;
  private static final int F_SETFL = 4;
  private static final int FD_CLOEXEC = 1;
  private static final int O_RDWR = 02;
  private static final int O_NONBLOCK = 04000;
  private static final int O_CLOEXEC = 02000000;
  private static final int SOL_SOCKET = 1;
  private static final int SO_RCVTIMEO = 20;

  public Descriptor {
    if (number < 0) throw new IllegalArgumentException("no descriptor has the number " + number);
  }

  /** A new one that swallows what is written and has nothing to be read. */
  public static Descriptor ofNothing() throws IOException {
    LibC.load();
    int number = LibC.open(Octets.of("/dev/null"), O_RDWR | O_CLOEXEC);
    return new Descriptor(checked(number, "open /dev/null"));
  }

  /** Whether this process has it open. */
  public boolean isOpen() throws IOException {
    LibC.load();
    return LibC.fcntl(number, F_GETFD, 0) >= 0;
  }

  /** Closes it. */
  public void close() throws IOException {
    LibC.load();
    checked(LibC.close(number), "close " + this);
  }

  /** Makes {@code to} another name of what this one names; whatever it named is closed. */
  public void copyTo(Descriptor to) throws IOException {
    LibC.load();
    checked(LibC.dup2(number, to.number), "dup2 " + this + " to " + to);
  }

  /** Another name for the same, with this number or the next free one, close-on-exec. */
  public Descriptor copyFrom(int lowest) throws IOException {
    LibC.load();
    int copy = LibC.fcntl(number, F_DUPFD_CLOEXEC, lowest);
    return new Descriptor(checked(copy, "duplicate " + this));
  }

  /** Whether programs that this process starts, or becomes, get it. */
  public void closeOnExec(boolean closed) throws IOException {
    LibC.load();
    checked(LibC.fcntl(number, F_SETFD, closed ? FD_CLOEXEC : 0), "close-on-exec of " + this);
  }

  /** Reads and writes no longer wait. This holds for all who share the open file. */
  public void nonBlocking() throws IOException {
    LibC.load();
    int flags = checked(LibC.fcntl(number, F_GETFL, 0), "flags of " + this);
    checked(LibC.fcntl(number, F_SETFL, flags | O_NONBLOCK), "flags of " + this);
  }

  /** What is received from this socket is waited for no longer; EAGAIN then (socket(7)). */
  public void waitAtMost(Duration limit) throws IOException {
    LibC.load();
    long[] time = {limit.toSeconds(), limit.toNanosPart() / 1000};
    int result = LibC.setsockopt(number, SOL_SOCKET, SO_RCVTIMEO, time, 2 * Long.BYTES);
    checked(result, "time limit of " + this);
  }

  /** What the kernel calls the open file, such as {@code socket:[4711]}; empty if not open. */
  public Optional<String> file() {
    try {
      return Optional.of(Files.readSymbolicLink(Path.of("/proc/self/fd/" + number)).toString());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Whether both name the same open pipe, socket or file. */
  public boolean sameFileAs(Descriptor other) {
    return file().isPresent() && file().equals(other.file());
  }

  @Override
  public String toString() {
    return "descriptor " + number;
  }
}
