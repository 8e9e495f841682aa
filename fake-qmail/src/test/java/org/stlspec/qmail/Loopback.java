package org.stlspec.qmail;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Where test servers listen. */
public final class Loopback {

  private Loopback() {}

  /** Any free port. */
  public static InetSocketAddress any() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }
}
