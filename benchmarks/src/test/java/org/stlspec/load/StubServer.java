package org.stlspec.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A server that does to each connection what a test tells it. */
public final class StubServer implements AutoCloseable {

  /** What happens to a connection; it is closed afterwards. */
  public interface Act {
    void on(Socket client) throws IOException, InterruptedException;
  }

  private final ServerSocket socket = new ServerSocket(0, 512, InetAddress.getLoopbackAddress());
  private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
  private final Act act;

  public StubServer(Act act) throws IOException {
    this.act = act;
    daemon(this::accept);
  }

  private static void daemon(Runnable work) {
    var thread = new Thread(work, "stub");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = socket.accept();
        clients.add(client);
        daemon(() -> serve(client));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void serve(Socket client) {
    try (client) {
      act.on(client);
    } catch (IOException gone) {
      // The client left first.
    } catch (InterruptedException asked) {
      Thread.currentThread().interrupt();
    } finally {
      clients.remove(client);
    }
  }

  public InetSocketAddress address() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  static void say(Socket to, String octets) throws IOException {
    to.getOutputStream().write(octets.getBytes(StandardCharsets.ISO_8859_1));
    to.getOutputStream().flush();
  }

  /** Greets and answers every command with what the test makes of it, QUIT with +OK. */
  public static void pop3(Socket client, Replies replies) throws IOException, InterruptedException {
    say(client, "+OK\r\n");
    var in =
        new BufferedReader(
            new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      say(client, line.equals("QUIT") ? "+OK bye\r\n" : replies.to(line));
      if (line.equals("QUIT")) return;
    }
  }

  /** The reply to a command line. */
  public interface Replies {
    String to(String line) throws IOException, InterruptedException;
  }

  @Override
  public void close() throws IOException {
    socket.close();
    for (Socket client : clients) client.close();
  }
}
