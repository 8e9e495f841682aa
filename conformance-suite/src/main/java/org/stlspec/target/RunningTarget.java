package org.stlspec.target;

import java.net.InetSocketAddress;

/** A target that someone else started and will stop. */
public record RunningTarget(String name, InetSocketAddress address) implements Target {
  @Override
  public void close() {
    // Not ours to stop.
  }
}
