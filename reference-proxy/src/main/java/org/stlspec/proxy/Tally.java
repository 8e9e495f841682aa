package org.stlspec.proxy;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.stlspec.proxy.backend.Caller;

/** What the log says about one connection. */
final class Tally {
  private final long number;
  private final Consumer<String> log;
  private final long started = System.nanoTime();
  private Object peer;
  private String protection = "plain";
  private boolean written;
  private long fromClient;
  private long toClient;

  Tally(long number, Object peer, Consumer<String> log) {
    this.number = number;
    this.peer = peer;
    this.log = log;
  }

  /** Who the client is, once that is known better. */
  void peer(Object address) {
    peer = address;
  }

  void in(int octets) {
    fromClient += octets;
  }

  void out(int octets) {
    toClient += octets;
  }

  /** TLS version, cipher suite and engine. */
  void protectedBy(String text) {
    protection = text;
  }

  /** The client's side of a session, whose programs have their lines in the same log. */
  Caller caller(Optional<InetSocketAddress> remote, Optional<InetSocketAddress> local) {
    return new Caller(number, remote, local, new ProgramLog(number, log));
  }

  /** Writes the line; the first reason counts. */
  void ended(String reason) {
    if (!written) log.accept(line(reason));
    written = true;
  }

  /** One line, without octets of the client other than escaped ones. */
  private String line(String reason) {
    long millis = Duration.ofNanos(System.nanoTime() - started).toMillis();
    return ("connection=" + number)
        + (" peer=" + Escaped.of(written(peer)))
        + (" tls=\"" + protection + "\"")
        + (" in=" + fromClient + " out=" + toClient)
        + (" millis=" + millis)
        + (" end=\"" + Escaped.of(reason) + "\"");
  }

  /** Without the name of a host that Java puts before it. */
  static String written(Object address) {
    String text = String.valueOf(address);
    return text.substring(text.indexOf('/') + 1);
  }
}
