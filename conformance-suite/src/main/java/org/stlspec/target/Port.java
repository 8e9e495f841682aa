package org.stlspec.target;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;

/** Ports of this machine, for targets that are started. */
public final class Port {
  private Port() {}

  /** One that was free a moment ago; another program may still take it before the target. */
  public static InetSocketAddress free() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
    }
  }

  /**
   * Returns once it accepts connections.
   *
   * @throws TargetTrouble if it does not in this time
   */
  public static void await(InetSocketAddress port, Duration limit) throws TargetTrouble {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!accepts(port)) {
      if (System.nanoTime() > deadline) {
        throw new TargetTrouble(
            "did not listen at " + port + " within " + limit.toSeconds() + " s");
      }
      pause();
    }
  }

  static boolean accepts(InetSocketAddress port) {
    try (var socket = new Socket()) {
      socket.connect(port, 500);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  static void pause() throws TargetTrouble {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TargetTrouble("interrupted while the target started");
    }
  }
}
