package org.stlspec.proxy.posix;

import static org.stlspec.proxy.posix.LibC.checked;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/** A connection to a Unix domain socket that listens at a path. */
public final class UnixStream {
  private static final int AF_UNIX = 1;
  private static final int SOCK_STREAM = 1;
  private static final int SOCK_NONBLOCK = 04000;
  private static final int SOCK_CLOEXEC = 02000000;
  private static final int LONGEST_PATH = 107;

  private UnixStream() {}

  /**
   * Connects at once or not at all: where all places of the queue are taken, it fails.
   *
   * @return a descriptor that does not block
   */
  public static Descriptor to(Path path) throws IOException {
    LibC.load();
    byte[] name = Octets.of(path.toString());
    if (name.length - 1 > LONGEST_PATH) throw new IOException("the path is too long: " + path);
    int type = SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC;
    var socket = new Descriptor(checked(LibC.socket(AF_UNIX, type, 0), "socket"));
    var address = ByteBuffer.allocate(2 + name.length).order(ByteOrder.nativeOrder());
    address.putShort((short) AF_UNIX).put(name);
    try {
      int result = LibC.connect(socket.number(), address.array(), address.capacity());
      checked(result, "connect to " + path);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }
}
