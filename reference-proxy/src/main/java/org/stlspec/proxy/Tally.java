package org.stlspec.proxy;

import java.net.SocketAddress;
import java.time.Duration;

/** What the log says about one connection. */
final class Tally {
  private final long number;
  private final SocketAddress peer;
  private final long started = System.nanoTime();
  private String protection = "plain";
  private String reason = "cut at shutdown";
  private long fromClient;
  private long toClient;

  Tally(long number, SocketAddress peer) {
    this.number = number;
    this.peer = peer;
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

  void ended(String why) {
    reason = why;
  }

  /** One line, without octets of the client other than escaped ones. */
  @Override
  public String toString() {
    long millis = Duration.ofNanos(System.nanoTime() - started).toMillis();
    return String.format(
        "connection=%d peer=%s tls=\"%s\" in=%d out=%d millis=%d end=\"%s\"",
        number,
        Escaped.of(String.valueOf(peer).replaceFirst("^[^/]*/", "")),
        protection,
        fromClient,
        toClient,
        millis,
        Escaped.of(reason));
  }
}
