package org.stlspec.qmail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * A listening TCP port that can be taken away and given back.
 *
 * <p>A second socket stays bound to the port and never listens. It keeps the number ours while the
 * port is suspended, so that neither another program nor an outgoing connection can get it.
 */
public final class Listener implements AutoCloseable {

  private static final int BACKLOG = 512;
  private static final long TRY_AGAIN_NANOS = 10_000_000;
  private static final long TRY_NANOS = 5_000_000_000L;

  private final Socket placeholder;
  private final InetSocketAddress address;
  private final Consumer<Socket> accepted;
  private ServerSocket listening;
  private Thread accepting;
  private boolean closed;

  private Listener(Socket placeholder, Consumer<Socket> accepted) {
    this.placeholder = placeholder;
    this.address = (InetSocketAddress) placeholder.getLocalSocketAddress();
    this.accepted = accepted;
  }

  /**
   * Binds and listens.
   *
   * @param where port 0 takes any free one
   * @param accepted called for every connection, one after the other, in the order of acceptance;
   *     it must not block and owns the socket
   * @throws IOException if the address cannot be bound
   */
  public static Listener listen(InetSocketAddress where, Consumer<Socket> accepted)
      throws IOException {
    var placeholder = new Socket();
    try {
      placeholder.setReuseAddress(true);
      placeholder.bind(where);
      var listener = new Listener(placeholder, accepted);
      listener.open(listener.bound());
      return listener;
    } catch (IOException | RuntimeException refused) {
      placeholder.close();
      throw refused;
    }
  }

  /** Where it listens, with the real port. */
  public InetSocketAddress address() {
    return address;
  }

  private synchronized void open(ServerSocket server) {
    listening = server;
    accepting = new Thread(() -> acceptFrom(server), "listener " + address);
    accepting.setDaemon(true);
    accepting.start();
  }

  private ServerSocket bound() throws IOException {
    try {
      return bind();
    } catch (BindException perhapsByUs) {
      // Not every system lets a listener share the port with a socket that does not listen.
      placeholder.close();
      return bind();
    }
  }

  /** Whoever took the port meanwhile may be one who only looks whether it is free. */
  private ServerSocket boundAgain() throws IOException {
    long end = System.nanoTime() + TRY_NANOS;
    while (true) {
      try {
        return bind();
      } catch (BindException taken) {
        if (System.nanoTime() - end > 0) {
          throw taken;
        }
        LockSupport.parkNanos(TRY_AGAIN_NANOS);
      }
    }
  }

  private ServerSocket bind() throws IOException {
    var server = new ServerSocket();
    try {
      server.setReuseAddress(true);
      server.bind(address, BACKLOG);
      return server;
    } catch (IOException refused) {
      server.close();
      throw refused;
    }
  }

  private void acceptFrom(ServerSocket server) {
    while (!server.isClosed()) {
      try {
        accepted.accept(server.accept());
      } catch (IOException ignored) {
        // Closed by suspend(); or no descriptor is free, and trying at once would not help.
        LockSupport.parkNanos(server.isClosed() ? 0 : TRY_AGAIN_NANOS);
      }
    }
  }

  /**
   * Stops listening: connects are refused, and connections nobody has accepted yet are reset.
   * Behind the return no further connection is handed over. Does nothing when suspended already.
   */
  public synchronized void suspend() {
    if (listening == null) {
      return;
    }
    try {
      listening.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    listening = null;
    joinQuietly(accepting);
  }

  private static void joinQuietly(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Listens again on the same port. Does nothing when it listens already, or is closed.
   *
   * @throws UncheckedIOException if another program has had the port for five seconds
   */
  public synchronized void resume() {
    if (listening != null || closed) {
      return;
    }
    try {
      open(boundAgain());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stops listening for good and gives the port up. */
  @Override
  public synchronized void close() {
    closed = true;
    suspend();
    try {
      placeholder.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
