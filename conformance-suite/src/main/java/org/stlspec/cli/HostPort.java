package org.stlspec.cli;

import java.net.InetSocketAddress;
import java.util.Objects;

/**
 * A TCP address as written on the command line: {@code host:port} or {@code [ipv6]:port}.
 *
 * @param host name or address, without brackets
 * @param port 0 (any free one, for listening) to 65535
 */
public record HostPort(String host, int port) {

  private static final int HIGHEST_PORT = 65_535;

  /**
   * Checks the parts; an empty host or a port out of range is an {@link IllegalArgumentException}.
   */
  public HostPort {
    Objects.requireNonNull(host, "host");
    if (host.isEmpty() || host.chars().anyMatch(c -> c <= ' ' || c == '[' || c == ']')) {
      throw new IllegalArgumentException("not a host name or address: " + quoted(host));
    }
    if (port < 0 || port > HIGHEST_PORT) {
      throw new IllegalArgumentException("port out of range (0 to 65535): " + port);
    }
  }

  /**
   * Reads {@code host:port} or {@code [::1]:port}.
   *
   * @throws IllegalArgumentException with a one-line message that quotes the text
   */
  public static HostPort parse(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("expected HOST:PORT, got " + quoted(text));
    }
    return new HostPort(host(text, text.substring(0, colon)), port(text.substring(colon + 1)));
  }

  private static String host(String text, String written) {
    if (written.startsWith("[") && written.endsWith("]")) {
      return written.substring(1, written.length() - 1);
    }
    if (written.indexOf(':') >= 0) {
      throw new IllegalArgumentException("IPv6 needs brackets, [::1]:110, got " + quoted(text));
    }
    return written;
  }

  private static int port(String digits) {
    boolean number = !digits.isEmpty() && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!number || digits.length() > 5) {
      throw new IllegalArgumentException("not a port number: " + quoted(digits));
    }
    return Integer.parseInt(digits);
  }

  /**
   * The address to bind or to connect to; asks the resolver of the system.
   *
   * @throws IllegalArgumentException if the name is not known
   */
  public InetSocketAddress resolved() {
    var address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      throw new IllegalArgumentException("unknown host: " + quoted(host));
    }
    return address;
  }

  /** Control characters would break the one line of the message. */
  private static String quoted(String text) {
    return '"' + text.replaceAll("\\p{Cntrl}", "?") + '"';
  }

  /** The form {@link #parse} reads. */
  @Override
  public String toString() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }
}
