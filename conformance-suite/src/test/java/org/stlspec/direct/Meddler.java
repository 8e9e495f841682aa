package org.stlspec.direct;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.function.UnaryOperator;
import org.stlspec.standin.StandIn;

/**
 * A relay in clear that changes what it relays; with a sound STLS proxy in front of it, an unsound
 * one.
 *
 * @param commands changes what the client sends, a segment at a time
 * @param replies changes what the backend sends, a line at a time
 * @param keepsOpen whether it waits for the client's end where the backend has ended
 */
record Meddler(
    InetSocketAddress backend,
    UnaryOperator<String> commands,
    UnaryOperator<String> replies,
    boolean keepsOpen)
    implements StandIn.Manners {

  static Meddler of(InetSocketAddress backend) {
    return new Meddler(backend, same -> same, same -> same, false);
  }

  Meddler commands(String was, String becomes) {
    return new Meddler(backend, all -> all.replace(was, becomes), replies, keepsOpen);
  }

  Meddler replies(String was, String becomes) {
    return new Meddler(backend, commands, all -> all.replaceAll(was, becomes), keepsOpen);
  }

  Meddler keepingOpen() {
    return new Meddler(backend, commands, replies, true);
  }

  @Override
  public void serve(Socket client) throws IOException {
    try (var server = new Socket(backend.getAddress(), backend.getPort())) {
      server.setTcpNoDelay(true);
      var up = new Thread(() -> relayCommands(client, server), "meddler");
      up.setDaemon(true);
      up.start();
      var in = new BufferedInputStream(server.getInputStream());
      for (String line = line(in); !line.isEmpty(); line = line(in)) {
        client.getOutputStream().write(replies.apply(line).getBytes(ISO_8859_1));
      }
      if (keepsOpen) {
        await(up);
      }
    }
  }

  private void relayCommands(Socket client, Socket server) {
    byte[] segment = new byte[4096];
    try {
      int count;
      while ((count = client.getInputStream().read(segment)) > 0) {
        String text = commands.apply(new String(segment, 0, count, ISO_8859_1));
        server.getOutputStream().write(text.getBytes(ISO_8859_1));
      }
      server.shutdownOutput();
    } catch (IOException ended) {
      // The other direction ends the session.
    }
  }

  private static void await(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String line(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    int octet;
    do {
      octet = in.read();
      if (octet >= 0) line.write(octet);
    } while (octet >= 0 && octet != '\n');
    return line.toString(ISO_8859_1);
  }
}
