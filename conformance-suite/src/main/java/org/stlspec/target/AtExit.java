package org.stlspec.target;

/** Cleans up when the JVM is told to end before that was done in the ordinary way. */
final class AtExit {
  private final Thread hook;

  private AtExit(Thread hook) {
    this.hook = hook;
  }

  static AtExit run(String name, Runnable cleaning) {
    var hook = new Thread(cleaning, name);
    Runtime.getRuntime().addShutdownHook(hook);
    return new AtExit(hook);
  }

  /** It has been done; while the JVM ends it may be done twice. */
  void cancel() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // The hook runs already.
    }
  }
}
