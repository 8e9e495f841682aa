package org.stlspec.proxy;

import java.time.Duration;
import java.util.function.Consumer;

/** What the log says about one connection. */
final class Tally {
  private final long number;
  private final Object peer;
  private final Consumer<String> log;
  private final long started = System.nanoTime();
  private String protection = "plain";
  private boolean written;
  private long fromClient;
  private long toClient;

  Tally(long number, Object peer, Consumer<String> log) {
    this.number = number;
    this.peer = peer;
    this.log = log;
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

  /** What became of a program, or what it says on descriptor 2; a line of its own. */
  void note(int pid, String what, String text) {
    log.accept(
        String.format("connection=%d pid=%d %s=\"%s\"", number, pid, what, Escaped.of(text)));
  }

  /** Writes the line; the first reason counts. */
  void ended(String reason) {
    if (!written) log.accept(line(reason));
    written = true;
  }

  /** One line, without octets of the client other than escaped ones. */
  private String line(String reason) {
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
