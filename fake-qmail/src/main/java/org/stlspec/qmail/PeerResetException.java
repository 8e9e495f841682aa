package org.stlspec.qmail;

import java.io.IOException;

/** The peer reset the connection (RST) instead of finishing it (FIN). */
public final class PeerResetException extends IOException {

  /** Keeps the system's own words as the cause. */
  public PeerResetException(IOException cause) {
    super("connection reset by peer", cause);
  }
}
