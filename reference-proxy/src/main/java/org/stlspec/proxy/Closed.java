package org.stlspec.proxy;

import java.util.Optional;

/** It is over; the channels may still be on their way out. */
final class Closed implements Phase {

  @Override
  public Optional<Phase> step(Session session) {
    return Optional.empty();
  }
}
