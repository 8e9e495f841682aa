package org.stlspec.qmail;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/** A connection on a socket. One that breaks while this side has it open was reset by the peer. */
final class TcpConnection implements Connection {

  private final int number;
  private final Socket socket;
  private final Map<String, String> environment;
  private final Consumer<String> diagnostics;

  TcpConnection(int number, Socket socket, Consumer<String> diagnostics) throws SocketException {
    this.number = number;
    this.socket = socket;
    this.diagnostics = diagnostics;
    this.environment = UcspiEnvironment.of(socket);
    socket.setTcpNoDelay(true);
  }

  @Override
  public int number() {
    return number;
  }

  @Override
  public Map<String, String> environment() {
    return environment;
  }

  @Override
  public int read(byte[] into, Duration limit) throws IOException {
    try {
      socket.setSoTimeout(Math.toIntExact(limit.toMillis()));
      return socket.getInputStream().read(into);
    } catch (SocketException broken) {
      throw socket.isClosed() ? broken : new PeerResetException(broken);
    }
  }

  @Override
  public void write(byte[] octets) throws IOException {
    try {
      socket.getOutputStream().write(octets);
    } catch (SocketException broken) {
      boolean ours = socket.isClosed() || socket.isOutputShutdown();
      throw ours ? broken : new PeerResetException(broken);
    }
  }

  @Override
  public void finish() throws IOException {
    socket.shutdownOutput();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException ignored) {
      // Nothing is left to be done with it.
    }
  }

  @Override
  public void reset() {
    try {
      socket.setSoLinger(true, 0);
    } catch (SocketException alreadyClosed) {
      return;
    }
    close();
  }

  @Override
  public void diagnose(String line) {
    diagnostics.accept(line);
  }
}
