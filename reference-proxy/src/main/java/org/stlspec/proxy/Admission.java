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
    if (!enter()) return false;
    if (settle(address)) return true;
    leave();
    return false;
  }

  synchronized void leave(InetAddress address) {
    unsettle(address);
    leave();
  }

  /** Takes a place for a client whose address is not known yet. */
  synchronized boolean enter() {
    if (inAll >= most) return false;
    inAll++;
    return true;
  }

  synchronized void leave() {
    inAll--;
  }

  /** Counts a place that is taken already for an address, unless it has too many. */
  synchronized boolean settle(InetAddress address) {
    int here = perAddress.getOrDefault(address, 0);
    if (here >= mostPerAddress) return false;
    perAddress.put(address, here + 1);
    return true;
  }

  synchronized void unsettle(InetAddress address) {
    perAddress.computeIfPresent(address, (same, here) -> here == 1 ? null : here - 1);
  }

  synchronized int inAll() {
    return inAll;
  }
}
