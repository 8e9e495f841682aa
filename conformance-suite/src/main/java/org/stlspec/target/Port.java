package org.stlspec.target;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of this machine, for targets that are started. */
public final class Port {
  private static final int FIRST_PORT = 20_000;
  private static final int LAST_PORT = 32_000;
  private static final int TRIES = 100;

  private Port() {}

  /** One of this machine's loopback address. */
  public static InetSocketAddress free() throws IOException {
    return free(InetAddress.getLoopbackAddress().getHostAddress());
  }

  /**
   * One that was free a moment ago; none of those that the system gives to clients, or one of the
   * suite's own might take it before the target.
   */
  static InetSocketAddress free(String host) throws IOException {
    InetAddress address = InetAddress.getByName(host);
    for (int tries = 1; ; tries++) {
      var any =
          new InetSocketAddress(
              address, ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT));
      try (var socket = new ServerSocket()) {
        socket.bind(any);
        return any;
      } catch (IOException e) {
        if (tries == TRIES) {
          throw e;
        }
      }
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
