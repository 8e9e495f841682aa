package org.stlspec.proxy;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.stlspec.proxy.tls.Certificate;
import org.stlspec.proxy.tls.TlsEngine;

/** A proxy between a fake backend and clients, with its log. */
final class Rig implements AutoCloseable {
  static final Certificate CERTIFICATE = Certificate.selfSigned("localhost");

  final FakeBackend backend;
  final Proxy proxy;
  final BlockingQueue<String> log = new LinkedBlockingQueue<>();
  final BlockingQueue<String> events = new LinkedBlockingQueue<>();

  Rig() throws Exception {
    this(FakeBackend::pop3);
  }

  Rig(TlsEngine engine) throws Exception {
    this(FakeBackend::pop3, settings -> settings.engine(engine));
  }

  Rig(FakeBackend.Dialogue dialogue) throws Exception {
    this(dialogue, settings -> settings);
  }

  Rig(FakeBackend.Dialogue dialogue, UnaryOperator<ProxySettings> settings) throws Exception {
    backend = new FakeBackend(dialogue);
    proxy =
        Proxy.start(
            settings.apply(
                ProxySettings.to(backend.address()).certificate(CERTIFICATE).log(this::keep)));
  }

  /** The backend greets, lets the first command log in, and then does what the dialogue says. */
  static Rig afterLogin(FakeBackend.Dialogue dialogue, UnaryOperator<ProxySettings> settings)
      throws Exception {
    return new Rig(
        c -> {
          c.send(FakeBackend.GREETING);
          c.line();
          c.send("+OK in\r\n");
          dialogue.talk(c);
        },
        settings);
  }

  static Rig afterLogin(FakeBackend.Dialogue dialogue) throws Exception {
    return afterLogin(dialogue, settings -> settings);
  }

  static Rig afterLogin(TlsEngine engine, FakeBackend.Dialogue dialogue) throws Exception {
    return afterLogin(dialogue, settings -> settings.engine(engine));
  }

  private void keep(String line) {
    (line.startsWith("connection=") ? log : events).add(line);
  }

  Client client() throws IOException {
    return new Client(proxy.stlsAddress().orElseThrow());
  }

  /** The log line of the next connection that ends. */
  String logged() throws InterruptedException {
    String line = log.poll(20, TimeUnit.SECONDS);
    if (line == null) throw new AssertionError("nothing was logged");
    return line;
  }

  @Override
  public void close() throws IOException {
    proxy.close();
    backend.close();
  }
}
