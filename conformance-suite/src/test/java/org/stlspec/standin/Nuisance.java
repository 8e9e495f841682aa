package org.stlspec.standin;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Random;

/** Servers that are no POP3 servers, or bad ones. */
public enum Nuisance implements StandIn.Manners {
  /** Says {@code +OK} first and to every line. */
  YES_TO_ALL {
    @Override
    public void serve(Socket socket) throws IOException {
      do {
        Talk.say(socket, "+OK\r\n");
      } while (!Talk.line(socket).isEmpty());
    }
  },
  /** Sends back what comes. */
  ECHO {
    @Override
    public void serve(Socket socket) throws IOException {
      socket.getInputStream().transferTo(socket.getOutputStream());
    }
  },
  /** Accepts and closes. */
  CLOSES {
    @Override
    public void serve(Socket socket) {}
  },
  /** Accepts and resets. */
  RESETS {
    @Override
    public void serve(Socket socket) throws IOException {
      Talk.reset(socket);
    }
  },
  /** Sends random octets first and whenever something comes. */
  RANDOM {
    @Override
    public void serve(Socket socket) throws IOException {
      var random = new Random(2595);
      InputStream in = socket.getInputStream();
      byte[] chunk = new byte[4096];
      do {
        byte[] octets = new byte[random.nextInt(200)];
        random.nextBytes(octets);
        socket.getOutputStream().write(octets);
      } while (in.read(chunk) >= 0);
    }
  },
  /** A sound server but that everything comes twice. */
  TWICE {
    @Override
    public void serve(Socket socket) throws IOException {
      Talk.say(socket, "+OK\r\n+OK\r\n");
      String keyword = Talk.keyword(socket);
      while (!keyword.isEmpty()) {
        String answer = keyword.equals("CAPA") ? "+OK\r\nSTLS\r\nUSER\r\n.\r\n" : "+OK\r\n";
        Talk.say(socket, answer + answer);
        keyword = Talk.keyword(socket);
      }
    }
  },
  /** Accepts and says nothing. */
  SILENT {
    @Override
    public void serve(Socket socket) throws IOException {
      Talk.awaitEnd(socket);
    }
  },
  /** Never stops to send lines. */
  FLOODS {
    @Override
    public void serve(Socket socket) throws IOException {
      byte[] lines = "+OK\r\n".repeat(1000).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
      OutputStream out = socket.getOutputStream();
      while (true) {
        out.write(lines);
      }
    }
  }
}
