package org.stlspec.proxy.backend;

import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * The client for whom a connection to the backend is made.
 *
 * @param connection the number of its connection, as in the log
 * @param remote its address, if it is known
 * @param local the address it has connected to, if it is known
 * @param log where a program that serves it leaves its words
 */
public record Caller(
    long connection,
    Optional<InetSocketAddress> remote,
    Optional<InetSocketAddress> local,
    Log log) {

  /** The log, with the number of the client's connection. */
  public interface Log {
    /** A fact about a program; the text is its own and may hold anything. */
    void note(int pid, String what, String text);
  }
}
