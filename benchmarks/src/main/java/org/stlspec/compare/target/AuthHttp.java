package org.stlspec.compare.target;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Answers nginx's mail module that everybody may log in (ngx_mail_auth_http_module). */
public final class AuthHttp implements AutoCloseable {
  private final HttpServer server;
  private final InetSocketAddress backend;

  /** Begins to answer. */
  public AuthHttp(InetSocketAddress backend) throws IOException {
    this.backend = backend;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  public InetSocketAddress address() {
    return server.getAddress();
  }

  private void answer(HttpExchange exchange) throws IOException {
    var answer = exchange.getResponseHeaders();
    answer.set("Auth-Status", "OK");
    answer.set("Auth-Server", backend.getAddress().getHostAddress());
    answer.set("Auth-Port", Integer.toString(backend.getPort()));
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
