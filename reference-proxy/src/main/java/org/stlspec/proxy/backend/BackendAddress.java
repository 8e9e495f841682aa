package org.stlspec.proxy.backend;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Where the POP3 server behind the proxy is. */
public sealed interface BackendAddress {

  /**
   * A TCP endpoint, written {@code tcp:HOST:PORT}; an IPv6 address stands in brackets.
   *
   * @param host name or address, without brackets
   * @param port 1 to 65535
   */
  record Tcp(String host, int port) implements BackendAddress {
    public Tcp {
      if (host.isEmpty()) throw new IllegalArgumentException("backend host is empty");
      if (port < 1 || port > 65535) {
        throw new IllegalArgumentException("backend port must be 1 to 65535, not " + port);
      }
    }

    @Override
    public String toString() {
      return "tcp:" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
  }

  /** A Unix domain stream socket, written {@code unix:PATH}. */
  record Unix(Path path) implements BackendAddress {
    @Override
    public String toString() {
      return "unix:" + path;
    }
  }

  /**
   * Reads the written form.
   *
   * @throws IllegalArgumentException with a message of one line when it is none
   */
  static BackendAddress parse(String text) {
    if (text.startsWith("tcp:")) return tcp(text.substring("tcp:".length()), text);
    if (text.startsWith("unix:")) return unix(text.substring("unix:".length()), text);
    throw notAnAddress(text);
  }

  private static Tcp tcp(String hostAndPort, String text) {
    int colon = hostAndPort.lastIndexOf(':');
    if (colon < 1) throw notAnAddress(text);
    String host = hostAndPort.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) host = host.substring(1, host.length() - 1);
    else if (host.contains(":")) throw notAnAddress(text);
    try {
      return new Tcp(host, Integer.parseInt(hostAndPort.substring(colon + 1)));
    } catch (NumberFormatException e) {
      throw notAnAddress(text);
    }
  }

  private static Unix unix(String path, String text) {
    if (path.isEmpty()) throw notAnAddress(text);
    try {
      return new Unix(Path.of(path));
    } catch (InvalidPathException e) {
      throw notAnAddress(text);
    }
  }

  private static IllegalArgumentException notAnAddress(String text) {
    return new IllegalArgumentException(
        "backend must be tcp:HOST:PORT or unix:PATH, not '" + text + "'");
  }
}
