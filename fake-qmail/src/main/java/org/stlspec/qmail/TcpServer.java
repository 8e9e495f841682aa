package org.stlspec.qmail;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Plays tcpserver: listens, and runs a program for every connection, each on its own thread. */
public final class TcpServer implements AutoCloseable {

  private final Program program;
  private final Consumer<String> diagnostics;
  private final AtomicInteger accepted = new AtomicInteger();
  private final Set<Connection> open = ConcurrentHashMap.newKeySet();
  private final Listener listener;

  private TcpServer(InetSocketAddress where, Program program, Consumer<String> diagnostics)
      throws IOException {
    this.program = program;
    this.diagnostics = diagnostics;
    this.listener = Listener.listen(where, this::accepted);
  }

  /**
   * Listens; diagnostics go to the standard error output.
   *
   * @param where port 0 takes any free one
   * @throws IOException if the address cannot be bound
   */
  public static TcpServer listen(InetSocketAddress where, Program program) throws IOException {
    return listen(where, program, System.err::println);
  }

  /** Listens; the diagnostics of all programs go where told, from their threads, line by line. */
  public static TcpServer listen(
      InetSocketAddress where, Program program, Consumer<String> diagnostics) throws IOException {
    return new TcpServer(where, program, diagnostics);
  }

  /** Where it listens, with the real port. */
  public InetSocketAddress address() {
    return listener.address();
  }

  private void accepted(Socket socket) {
    int number = accepted.incrementAndGet();
    try {
      var connection = new TcpConnection(number, socket, diagnostics);
      open.add(connection);
      var thread = new Thread(() -> run(connection), "connection " + number);
      thread.setDaemon(true);
      thread.start();
    } catch (IOException gone) {
      diagnostics.accept("connection " + number + ": gone before it was served");
    }
  }

  private void run(Connection connection) {
    try (connection) {
      serve(connection);
    } finally {
      open.remove(connection);
    }
  }

  /** What went wrong is told before the peer sees the end. */
  private void serve(Connection connection) {
    try {
      program.serve(connection);
    } catch (IOException ended) {
      // The peer left, or this server is being closed: both are ordinary ends.
    } catch (RuntimeException crashed) {
      diagnostics.accept("connection " + connection.number() + ": program crashed: " + crashed);
    }
  }

  /** Stops listening: connects are refused. Connections that are open go on. */
  public void suspend() {
    listener.suspend();
  }

  /** Listens again on the same port. */
  public void resume() {
    listener.resume();
  }

  /** Stops listening and closes all connections. */
  @Override
  public void close() {
    listener.close();
    open.forEach(Connection::close);
  }
}
