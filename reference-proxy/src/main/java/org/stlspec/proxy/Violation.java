package org.stlspec.proxy;

/** A peer did what ends its session. */
final class Violation extends Exception {
  private final Reply farewell;

  /**
   * Ends the session.
   *
   * @param reason for the log
   * @param farewell the last thing the client hears
   */
  Violation(String reason, Reply farewell) {
    super(reason, null, false, false);
    this.farewell = farewell;
  }

  Reply farewell() {
    return farewell;
  }
}
