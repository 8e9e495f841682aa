package org.stlspec.qmail;

import java.io.IOException;

/**
 * Name and password did not reach the child; the message is what qmail-popup tells the client about
 * it: {@code unable to open pipe}, {@code unable to write pipe} or {@code unable to fork}.
 */
public final class HandOverException extends IOException {

  /** Takes the words for the client. */
  public HandOverException(String words) {
    super(words);
  }
}
