package org.stlspec.standin;

import java.io.IOException;
import java.net.Socket;
import java.util.Locale;
import javax.net.ssl.SSLSocket;

/**
 * Sound in clear, with STLS and a true handshake, and then as it is told.
 *
 * @param inside how the connection is treated inside TLS
 */
public record Upgrades(StandIn.Manners inside) implements StandIn.Manners {

  /** Says {@code +OK} to everything inside TLS, but does not greet there. */
  public static Upgrades yesMan() {
    return new Upgrades(
        socket -> {
          while (!Talk.line(socket).isEmpty()) {
            Talk.say(socket, "+OK\r\n");
          }
        });
  }

  @Override
  public void serve(Socket socket) throws IOException {
    Talk.say(socket, "+OK sound so far\r\n");
    String line = Talk.line(socket);
    while (!line.isEmpty()) {
      String command = line.strip().toUpperCase(Locale.ROOT);
      Talk.say(socket, answer(command));
      if (command.equals("STLS")) {
        inside.serve(secured(socket));
      }
      line = command.equals("STLS") || command.equals("QUIT") ? "" : Talk.line(socket);
    }
  }

  private static String answer(String command) {
    return switch (command) {
      case "CAPA" -> "+OK\r\nSTLS\r\n.\r\n";
      case "NOOP", "STLS", "QUIT" -> "+OK\r\n";
      default -> "-ERR use STLS first\r\n";
    };
  }

  private static Socket secured(Socket socket) throws IOException {
    var factory = TlsServer.CONTEXT.getSocketFactory();
    var tls = (SSLSocket) factory.createSocket(socket, null, true);
    tls.setUseClientMode(false);
    tls.startHandshake();
    return tls;
  }
}
