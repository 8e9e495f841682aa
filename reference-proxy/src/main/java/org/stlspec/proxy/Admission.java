package org.stlspec.proxy;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;

/** Counts the connections that are open, in all and from each address. Safe for many threads. */
final class Admission {
  private final int most;
  private final int mostPerAddress;
  private final Map<InetAddress, Integer> perAddress = new HashMap<>();
  private int inAll;

  Admission(Limits limits) {
    most = limits.connections();
    mostPerAddress = limits.connectionsPerAddress();
  }

  /** Takes a place, if there is one; whoever got it gives it back with {@link #leave}. */
  synchronized boolean enter(InetAddress address) {
    int here = perAddress.getOrDefault(address, 0);
    if (inAll >= most || here >= mostPerAddress) return false;
    perAddress.put(address, here + 1);
    inAll++;
    return true;
  }

  synchronized void leave(InetAddress address) {
    perAddress.computeIfPresent(address, (same, here) -> here == 1 ? null : here - 1);
    inAll--;
  }

  synchronized int inAll() {
    return inAll;
  }
}
