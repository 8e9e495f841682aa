package org.stlspec.proxy.posix;

import java.io.IOException;

/** A call of the system has failed; the message says which and why. */
public final class ErrnoException extends IOException {
  private static final int EAGAIN = 11;

  private final int errno;

  ErrnoException(int errno, String what) {
    super(what + ": " + LibC.strerror(errno));
    this.errno = errno;
  }

  /** The number of the system, as in errno(3). */
  public int errno() {
    return errno;
  }

  /** Whether a time limit was over, or waiting was not wanted. */
  public boolean timedOut() {
    return errno == EAGAIN;
  }
}
