package org.stlspec.qmail;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/** A connection that leaves all to another one; tests change a method. */
class ForwardingConnection implements Connection {

  private final Supplier<Connection> real;

  ForwardingConnection(Supplier<Connection> real) {
    this.real = real;
  }

  @Override
  public int number() {
    return real.get().number();
  }

  @Override
  public Map<String, String> environment() {
    return real.get().environment();
  }

  @Override
  public int read(byte[] into, Duration limit) throws IOException {
    return real.get().read(into, limit);
  }

  @Override
  public void write(byte[] octets) throws IOException {
    real.get().write(octets);
  }

  @Override
  public void finish() throws IOException {
    real.get().finish();
  }

  @Override
  public void close() {
    real.get().close();
  }

  @Override
  public void reset() {
    real.get().reset();
  }

  @Override
  public void diagnose(String line) {
    real.get().diagnose(line);
  }
}
