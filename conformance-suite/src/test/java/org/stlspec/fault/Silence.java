package org.stlspec.fault;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/** What a proxy does that waits for something that cannot come. */
final class Silence {
  private Silence() {}

  /** Until the end of the run. */
  static void keep() throws IOException {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
