package org.stlspec.qmail;

import java.io.IOException;

/** What serves one connection; it is closed when the program returns. */
@FunctionalInterface
public interface Program {

  /**
   * Serves the connection to its end, on a thread of its own.
   *
   * @throws IOException if the connection broke; that ends the connection and is no news to anybody
   */
  void serve(Connection connection) throws IOException;
}
