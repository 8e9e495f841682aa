package org.stlspec.target;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.stlspec.wire.Account;

/**
 * Answers nginx's questions whether a login is right and where its maildrop is
 * (ngx_mail_auth_http_module): yes to the one known account, no to all others.
 */
final class AuthHttp implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(2);
  private final InetSocketAddress backend;

  private AuthHttp(InetSocketAddress backend) throws IOException {
    this.backend = backend;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  /** Sends whoever may log in to this backend. */
  static AuthHttp inFrontOf(InetSocketAddress backend) throws IOException {
    return new AuthHttp(backend);
  }

  /** Its URL, without a scheme. */
  String address() {
    return "127.0.0.1:" + server.getAddress().getPort() + "/auth";
  }

  private void answer(HttpExchange exchange) throws IOException {
    var asked = exchange.getRequestHeaders();
    var answer = exchange.getResponseHeaders();
    var login = new Account(asked.getFirst("Auth-User"), asked.getFirst("Auth-Pass"));
    if (login.equals(Account.ALICE)) {
      answer.set("Auth-Status", "OK");
      answer.set("Auth-Server", backend.getAddress().getHostAddress());
      answer.set("Auth-Port", String.valueOf(backend.getPort()));
    } else {
      answer.set("Auth-Status", "Invalid login or password");
    }
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
