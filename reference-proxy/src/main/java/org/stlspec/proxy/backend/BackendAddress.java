package org.stlspec.proxy.backend;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.stlspec.proxy.posix.Descriptor;

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
   * A program for each connection, written {@code exec:PROGRAM ARGUMENTS}; quotes hold words
   * together.
   *
   * @param command the program, as a path or a name to be looked up along PATH, and its arguments
   * @param localHost what it finds as TCPLOCALHOST, if anything
   */
  record Exec(List<String> command, Optional<String> localHost) implements BackendAddress {
    public Exec {
      command = List.copyOf(command);
      if (command.isEmpty()) throw new IllegalArgumentException("the command is empty");
      if (command.stream().anyMatch(word -> word.indexOf(0) >= 0)) {
        throw new IllegalArgumentException("NUL in the command");
      }
    }

    public Exec(List<String> command) {
      this(command, Optional.empty());
    }

    /** The same, with a name for the proxy's own host. */
    public Exec localHost(String name) {
      return new Exec(command, Optional.of(name));
    }

    @Override
    public String toString() {
      return "exec:" + String.join(" ", command);
    }
  }

  /** A connection that is open already, written {@code fd:N}; it serves one session. */
  record Fd(Descriptor descriptor) implements BackendAddress {
    @Override
    public String toString() {
      return "fd:" + descriptor.number();
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
    if (text.startsWith("exec:")) return new Exec(Words.of(text.substring("exec:".length())));
    if (text.startsWith("fd:")) return fd(text.substring("fd:".length()), text);
    throw notAnAddress(text);
  }

  private static Fd fd(String number, String text) {
    if (!number.matches("\\d{1,6}")) throw notAnAddress(text);
    return new Fd(new Descriptor(Integer.parseInt(number)));
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
        "backend must be tcp:HOST:PORT, unix:PATH, exec:PROGRAM ARGUMENTS or fd:N, not '"
            + text
            + "'");
  }
}
