package org.stlspec.proxy.privsep;

import java.io.IOException;
import org.stlspec.proxy.backend.Caller;
import org.stlspec.proxy.posix.Descriptor;

/** Where the launcher has connections to the backend from. */
interface SessionSource extends AutoCloseable {

  /**
   * A new connection.
   *
   * @return for the caller to close
   * @throws IOException if there is none to be had
   */
  Descriptor open(long number, Caller caller) throws IOException;

  /** The network process has closed it. */
  void ended(long number);

  /** How many there are. */
  int sessions();

  /** Leaves nothing behind. */
  @Override
  default void close() {}
}
