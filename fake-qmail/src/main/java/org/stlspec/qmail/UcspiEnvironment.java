package org.stlspec.qmail;

import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The variables by which tcpserver tells a program about its connection. Host names and the ident
 * answer are left out: nobody is asked for them here, and the remote ones are the peer's own words.
 */
public final class UcspiEnvironment {

  private UcspiEnvironment() {}

  /** The environment of a connected socket. */
  public static Map<String, String> of(Socket socket) {
    var environment = new LinkedHashMap<String, String>();
    environment.put("PROTO", "TCP");
    put(environment, "TCPLOCAL", (InetSocketAddress) socket.getLocalSocketAddress());
    put(environment, "TCPREMOTE", (InetSocketAddress) socket.getRemoteSocketAddress());
    return Map.copyOf(environment);
  }

  private static void put(Map<String, String> environment, String side, InetSocketAddress end) {
    String ip = end.getAddress().getHostAddress();
    int scope = ip.indexOf('%');
    environment.put(side + "IP", scope < 0 ? ip : ip.substring(0, scope));
    environment.put(side + "PORT", Integer.toString(end.getPort()));
  }
}
