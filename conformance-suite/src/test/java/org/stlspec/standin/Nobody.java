package org.stlspec.standin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A loopback port where nobody listens and, as long as this is open, nobody else can. */
public final class Nobody implements AutoCloseable {
  private final Socket holding = new Socket();

  public Nobody() {
    try {
      holding.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public InetSocketAddress address() {
    return (InetSocketAddress) holding.getLocalSocketAddress();
  }

  /** HOST:PORT, as the command line takes it. */
  public String text() {
    return "127.0.0.1:" + holding.getLocalPort();
  }

  @Override
  public void close() {
    try {
      holding.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
