package org.stlspec.proxy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stlspec.proxy.posix.Descriptor;

/**
 * Sockets that another process has opened for this one, as systemd does (sd_listen_fds(3)): the
 * first in LISTEN_FDS is descriptor 3. Programs that the proxy starts see neither the sockets nor
 * the variables.
 *
 * @param stls named {@code stls} or {@code pop3}, or else the first
 * @param tls named {@code pop3s}, or else the second
 */
public record ListeningSockets(Optional<Descriptor> stls, Optional<Descriptor> tls) {
  private static final int FIRST = 3;

  private enum Use {
    STLS,
    TLS
  }

  /**
   * Those meant for this process, if there are any.
   *
   * @param pid of this process; variables that are meant for another are left alone
   * @throws IllegalArgumentException if they make no sense
   */
  public static Optional<ListeningSockets> of(Map<String, String> environment, long pid) {
    if (!String.valueOf(pid).equals(environment.get("LISTEN_PID"))) return Optional.empty();
    int count = count(environment.getOrDefault("LISTEN_FDS", "0"));
    return count == 0 ? Optional.empty() : Optional.of(named(count, names(environment)));
  }

  private static int count(String number) {
    if (number.matches("[0-2]")) return Integer.parseInt(number);
    throw new IllegalArgumentException(
        "LISTEN_FDS must be 1 or 2, not '" + Escaped.of(number) + "'");
  }

  private static List<String> names(Map<String, String> environment) {
    var names =
        new ArrayList<>(List.of(environment.getOrDefault("LISTEN_FDNAMES", "").split(":", -1)));
    while (names.size() < 2) names.add("");
    return names;
  }

  private static ListeningSockets named(int count, List<String> names) {
    var sockets = new HashMap<Use, Descriptor>();
    for (int i = 0; i < count; i++) {
      if (sockets.put(use(names.get(i), i), new Descriptor(FIRST + i)) != null) {
        throw new IllegalArgumentException("LISTEN_FDNAMES gives two sockets the same use");
      }
    }
    return new ListeningSockets(
        Optional.ofNullable(sockets.get(Use.STLS)), Optional.ofNullable(sockets.get(Use.TLS)));
  }

  private static Use use(String name, int position) {
    return switch (name) {
      case "stls", "pop3" -> Use.STLS;
      case "pop3s" -> Use.TLS;
      default -> Use.values()[position];
    };
  }
}
