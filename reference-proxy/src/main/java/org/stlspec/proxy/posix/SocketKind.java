package org.stlspec.proxy.posix;

import java.io.IOException;

/** What a descriptor is, as far as sockets go. */
public enum SocketKind {
  /** A connected stream, IPv4 or IPv6. */
  INET,
  /** A connected Unix domain stream, a socket pair's end too. */
  UNIX,
  /** A TCP socket that waits for connections. */
  LISTENING,
  /** Datagrams and the like. */
  OTHER,
  NO_SOCKET;

  private static final int SOL_SOCKET = 1;
  private static final int SO_TYPE = 3;
  private static final int SO_ACCEPTCONN = 30;
  private static final int SO_DOMAIN = 39;
  private static final int SOCK_STREAM = 1;
  private static final int AF_UNIX = 1;
  private static final int AF_INET = 2;
  private static final int AF_INET6 = 10;
  private static final int ENOTSOCK = 88;

  /**
   * Asks the kernel.
   *
   * @throws IOException if the descriptor is not open
   */
  public static SocketKind of(Descriptor descriptor) throws IOException {
    LibC.load();
    try {
      if (option(descriptor, SO_TYPE) != SOCK_STREAM) return OTHER;
    } catch (ErrnoException e) {
      if (e.errno() == ENOTSOCK) return NO_SOCKET;
      throw e;
    }
    boolean listening = option(descriptor, SO_ACCEPTCONN) != 0;
    int domain = option(descriptor, SO_DOMAIN);
    if (domain == AF_INET || domain == AF_INET6) return listening ? LISTENING : INET;
    return domain == AF_UNIX && !listening ? UNIX : OTHER;
  }

  private static int option(Descriptor socket, int name) throws ErrnoException {
    int[] value = new int[1];
    int result = LibC.getsockopt(socket.number(), SOL_SOCKET, name, value, new int[] {4});
    LibC.checked(result, socket.toString());
    return value[0];
  }
}
