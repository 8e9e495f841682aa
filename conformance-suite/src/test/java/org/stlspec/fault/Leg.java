package org.stlspec.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** One side of a session: its socket, TLS over it or not, and what was read ahead from it. */
final class Leg implements AutoCloseable {
  private static final int LONGEST_LINE = 1 << 16;
  private static final int LINGER_MILLIS = 1000;

  private final Socket socket;
  private final byte[] chunk = new byte[1 << 14];
  private InputStream in;
  private OutputStream out;
  private Goodbye goodbye = () -> {};
  private byte[] ahead = {};

  /** What is to be said before the FIN. */
  interface Goodbye {
    void say() throws IOException;
  }

  Leg(Socket socket) throws IOException {
    this.socket = socket;
    socket.setTcpNoDelay(true);
    in = socket.getInputStream();
    out = socket.getOutputStream();
  }

  static Leg to(InetSocketAddress address) throws IOException {
    return new Leg(new Socket(address.getAddress(), address.getPort()));
  }

  Socket socket() {
    return socket;
  }

  /** From here on octets go through another layer. */
  void through(InputStream newIn, OutputStream newOut, Goodbye newGoodbye) {
    in = newIn;
    out = newOut;
    goodbye = newGoodbye;
  }

  /** Back to the bare socket, as no sound proxy ever does. */
  void bare() throws IOException {
    through(socket.getInputStream(), socket.getOutputStream(), () -> {});
  }

  /** The next line, LF included; empty if the octets end before one is whole. */
  Optional<Line> line() throws IOException {
    int length;
    while ((length = lineLength()) == 0) {
      if (!readAhead()) {
        return Optional.empty();
      }
    }
    return Optional.of(Line.of(take(length)));
  }

  private int lineLength() throws IOException {
    for (int i = 0; i < ahead.length; i++) {
      if (ahead[i] == '\n') {
        return i + 1;
      }
    }
    if (ahead.length > LONGEST_LINE) {
      throw new IOException("a line too long");
    }
    return 0;
  }

  /** Reads what is there, at least an octet; false at the end. */
  boolean readAhead() throws IOException {
    int count = in.read(chunk);
    if (count > 0) {
      int before = ahead.length;
      ahead = Arrays.copyOf(ahead, before + count);
      System.arraycopy(chunk, 0, ahead, before, count);
    }
    return count >= 0;
  }

  /** What was read ahead, or else the next octets that come; empty at the end. */
  Optional<byte[]> some() throws IOException {
    return ahead.length > 0 || readAhead() ? Optional.of(takeAhead()) : Optional.empty();
  }

  /** The next octet, which stays to be read; -1 at the end. */
  int peek() throws IOException {
    return ahead.length > 0 || readAhead() ? ahead[0] & 0xff : -1;
  }

  /** What was read ahead and stays to be read, one character an octet. */
  String ahead() {
    return new String(ahead, StandardCharsets.ISO_8859_1);
  }

  /** Whether nothing has arrived that was not read. */
  boolean quiet() throws IOException {
    return ahead.length == 0 && in.available() == 0;
  }

  /** So many octets, neither more nor fewer. */
  byte[] exactly(int count) throws IOException {
    while (ahead.length < count) {
      if (!readAhead()) {
        throw new IOException("it ends too soon");
      }
    }
    return take(count);
  }

  byte[] takeAhead() {
    return take(ahead.length);
  }

  private byte[] take(int count) {
    byte[] taken = Arrays.copyOf(ahead, count);
    ahead = Arrays.copyOfRange(ahead, count, ahead.length);
    return taken;
  }

  /** Puts octets in front of all that is still to be read. */
  void putBack(byte[] octets) {
    byte[] all = Arrays.copyOf(octets, octets.length + ahead.length);
    System.arraycopy(ahead, 0, all, octets.length, ahead.length);
    ahead = all;
  }

  void write(byte[] octets) throws IOException {
    out.write(octets);
    out.flush();
  }

  /** Says goodbye and sends FIN; reading goes on. */
  void finish() {
    try {
      goodbye.say();
      socket.shutdownOutput();
    } catch (IOException gone) {
      // Then the peer has no use for it.
    }
  }

  /** Lets the peer read all that was written: closing over unread octets would reset. */
  void linger() {
    try {
      socket.setSoTimeout(LINGER_MILLIS);
      while (socket.getInputStream().read(chunk) >= 0) {
        // nobody wants it any more
      }
    } catch (IOException enough) {
      // Gone, or slow to go.
    }
  }

  /** Waits until the peer leaves; what it still says is read and dropped. */
  void awaitEnd() {
    try {
      while (socket.getInputStream().read(chunk) >= 0) {
        // it stays
      }
    } catch (IOException gone) {
      // It has left.
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException gone) {
      // Then there is nothing to close.
    }
  }
}
