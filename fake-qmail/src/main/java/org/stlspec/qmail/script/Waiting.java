package org.stlspec.qmail.script;

/** Waits of a test's thread, which does not want to hear about interrupts. */
final class Waiting {

  private Waiting() {}

  /** Something that may wait. */
  @FunctionalInterface
  interface Wait<T> {
    T run() throws InterruptedException;
  }

  static <T> T on(Wait<T> wait) {
    try {
      return wait.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the backend leg", e);
    }
  }
}
