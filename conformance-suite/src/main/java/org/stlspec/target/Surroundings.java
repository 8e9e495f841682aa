package org.stlspec.target;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.stlspec.proxy.tls.Certificate;
import org.stlspec.qmail.script.ScriptedBackend;

/**
 * What is around a target that the suite starts: a scratch folder, a free port, a certificate, and
 * in proxy mode the backend and an answer to nginx's questions about logins. All of it goes when it
 * is closed.
 */
public final class Surroundings implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";

  private final ScratchFolder work = ScratchFolder.make();
  private final Placeholders values = Placeholders.ofThisProgram();
  private InetSocketAddress listen = Port.free(LOOPBACK);
  private InetSocketAddress listenTls = Port.free(LOOPBACK);
  private Optional<ScriptedBackend> backend = Optional.empty();
  private Optional<AuthHttp> auth = Optional.empty();

  private Surroundings() throws IOException {
    putListen();
    values.put("work", work.path().toString());
    Path cert = work.path().resolve("cert.pem");
    Path key = work.path().resolve("key.pem");
    Certificate.selfSigned("localhost").writePem(cert, key);
    values.put("cert", cert.toString());
    values.put("key", key.toString());
  }

  /** For a server: no backend of ours. */
  public static Surroundings ofServer() throws IOException {
    return new Surroundings();
  }

  /** For a proxy in front of this backend, which is closed with them. */
  public static Surroundings ofProxy(ScriptedBackend backend) throws IOException {
    try {
      var around = new Surroundings();
      around.backend = Optional.of(backend);
      around.put("backend", backend.address());
      around.auth = Optional.of(AuthHttp.inFrontOf(backend.address()));
      around.values.put("auth", around.auth.get().address());
      return around;
    } catch (IOException | RuntimeException e) {
      backend.close();
      throw e;
    }
  }

  private void putListen() {
    put("listen", listen);
    put("listen_tls", listenTls);
  }

  private void put(String name, InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    values.put(name, host + ":" + address.getPort());
    values.put(name + "_host", host);
    values.put(name + "_port", String.valueOf(address.getPort()));
  }

  /** Placeholders of the target's own; {@code listen_host} changes where it is to listen. */
  void define(Map<String, String> own) throws IOException {
    own.forEach(values::put);
    if (own.containsKey("listen_host")) {
      listen = Port.free(own.get("listen_host"));
      listenTls = Port.free(own.get("listen_host"));
      putListen();
    }
  }

  /** The text with each {@code {name}} replaced. */
  public String fill(String text) {
    return values.fill(text);
  }

  /**
   * Copies configuration into the scratch folder and fills it in; {@code {config}} is the last.
   *
   * @return what it was before
   */
  String configure(Path template) throws TargetTrouble {
    Path copy = work.path().resolve(template.getFileName().toString());
    try {
      String text = Files.readString(template, UTF_8);
      Files.writeString(copy, fill(text), UTF_8);
      values.put("config", copy.toString());
      return text;
    } catch (IOException e) {
      throw new TargetTrouble("cannot read the configuration " + template + ": " + e.getMessage());
    }
  }

  /** Where the target is to listen. */
  InetSocketAddress listen() {
    return listen;
  }

  /** Where it is to speak TLS from the first octet, if it can. */
  InetSocketAddress listenTls() {
    return listenTls;
  }

  Path work() {
    return work.path();
  }

  /** The backend behind the target, in proxy mode. */
  public Optional<ScriptedBackend> backend() {
    return backend;
  }

  @Override
  public void close() {
    auth.ifPresent(AuthHttp::close);
    backend.ifPresent(ScriptedBackend::close);
    work.close();
  }
}
