package org.stlspec.standin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Listens on a free loopback port and treats every connection as it is told. */
public final class StandIn implements AutoCloseable {

  /** How one connection is treated; it is closed behind that. */
  @FunctionalInterface
  public interface Manners {
    void serve(Socket socket) throws IOException;
  }

  private final Manners manners;
  private final ServerSocket listening;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  private StandIn(Manners manners) throws IOException {
    this.manners = manners;
    listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  public static StandIn with(Manners manners) {
    try {
      return new StandIn(manners);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public InetSocketAddress address() {
    return (InetSocketAddress) listening.getLocalSocketAddress();
  }

  /** HOST:PORT, as the command line takes it. */
  public String text() {
    return "127.0.0.1:" + address().getPort();
  }

  private static void start(Runnable work) {
    var thread = new Thread(work, "stand-in");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listening.accept();
        open.add(socket);
        start(() -> serve(socket));
      }
    } catch (IOException closed) {
      // close() ends this thread.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      manners.serve(socket);
    } catch (IOException gone) {
      // The client left first, or close() came: both are ordinary.
    } finally {
      open.remove(socket);
    }
  }

  @Override
  public void close() {
    try {
      listening.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
