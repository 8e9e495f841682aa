package org.stlspec.standin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Locale;

/** What manners are made of. */
public final class Talk {
  private Talk() {}

  /** Sends text in one write, one octet a character. */
  public static void say(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
  }

  /** The next line with its line end, read octet by octet; what there is of it at the end. */
  public static String line(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    var line = new ByteArrayOutputStream();
    int octet;
    while ((octet = in.read()) >= 0) {
      line.write(octet);
      if (octet == '\n') {
        break;
      }
    }
    return line.toString(ISO_8859_1);
  }

  /** The keyword of the next command in upper case; empty at the end. */
  public static String keyword(Socket socket) throws IOException {
    return line(socket).strip().split(" ", 2)[0].toUpperCase(Locale.ROOT);
  }

  /** Reads on until the client ends, so that closing makes a FIN and no RST. */
  public static void awaitEnd(Socket socket) throws IOException {
    socket.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
  }

  /** RST instead of FIN. */
  public static void reset(Socket socket) throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }
}
