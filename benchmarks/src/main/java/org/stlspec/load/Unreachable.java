package org.stlspec.load;

/** Not even one session can be had; the message is one line. */
final class Unreachable extends Exception {
  Unreachable(String message) {
    super(message);
  }
}
