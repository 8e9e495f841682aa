package org.stlspec.proxy.posix;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A message over a Unix domain socket, with a descriptor if wanted (SCM_RIGHTS, unix(7)).
 *
 * @param octets at least one, for a stream carries no descriptor without
 * @param descriptor arrives in the other process as one of its own, close-on-exec
 */
public record Mail(ByteBuffer octets, Optional<Descriptor> descriptor) {
  private static final int SOL_SOCKET = 1;
  private static final int SCM_RIGHTS = 1;
  private static final int MSG_CTRUNC = 0x08;
  private static final int MSG_NOSIGNAL = 0x4000;
  private static final int MSG_CMSG_CLOEXEC = 0x40000000;
  private static final int EINTR = 4;

  // struct msghdr, its one struct iovec behind it, and one struct cmsghdr with one int behind that.
  private static final int HEADER = 56;
  private static final int VECTOR = 16;
  private static final int CONTROL = 24;

  public Mail {
    octets = octets.asReadOnlyBuffer();
    if (!octets.hasRemaining())
      throw new IllegalArgumentException("a message has an octet at least");
  }

  /**
   * Sends it; a socket that waits is waited for.
   *
   * @throws IOException if not all octets went at once, or the peer is gone
   */
  public void send(Descriptor socket) throws IOException {
    LibC.load();
    int length = octets.remaining();
    try (var memory = message(length)) {
      memory.getByteBuffer(HEADER + VECTOR + CONTROL, length).put(octets.duplicate());
      if (descriptor.isPresent()) attach(memory, descriptor.get());
      else memory.setLong(40, 0);
      long sent = LibC.sendmsg(socket.number(), memory, MSG_NOSIGNAL);
      while (sent < 0 && Native.getLastError() == EINTR) {
        sent = LibC.sendmsg(socket.number(), memory, MSG_NOSIGNAL);
      }
      LibC.checked((int) sent, "sendmsg to " + socket);
      if (sent < length) throw new IOException("sendmsg to " + socket + ": cut short");
    }
  }

  /**
   * Waits for what comes next.
   *
   * @param most octets to take
   * @return empty at the end of the stream
   */
  public static Optional<Mail> receive(Descriptor socket, int most) throws IOException {
    LibC.load();
    try (var memory = message(most)) {
      long got = LibC.recvmsg(socket.number(), memory, MSG_CMSG_CLOEXEC);
      while (got < 0 && Native.getLastError() == EINTR) {
        got = LibC.recvmsg(socket.number(), memory, MSG_CMSG_CLOEXEC);
      }
      LibC.checked((int) got, "recvmsg from " + socket);
      if (got == 0) return Optional.empty();
      byte[] octets = memory.getByteArray(HEADER + VECTOR + CONTROL, (int) got);
      return Optional.of(new Mail(ByteBuffer.wrap(octets), attached(memory)));
    }
  }

  private static Memory message(int octets) {
    if (octets < 1) throw new IllegalArgumentException("room for one octet at least is needed");
    var memory = new Memory(HEADER + VECTOR + CONTROL + octets);
    memory.clear();
    memory.setPointer(16, memory.share(HEADER));
    memory.setLong(24, 1);
    memory.setPointer(32, memory.share(HEADER + VECTOR));
    memory.setLong(40, CONTROL);
    memory.setPointer(HEADER, memory.share(HEADER + VECTOR + CONTROL));
    memory.setLong(HEADER + 8, octets);
    return memory;
  }

  private static void attach(Memory memory, Descriptor descriptor) {
    int control = HEADER + VECTOR;
    memory.setLong(control, 20);
    memory.setInt(control + 8, SOL_SOCKET);
    memory.setInt(control + 12, SCM_RIGHTS);
    memory.setInt(control + 16, descriptor.number());
  }

  /** There is room for two; if a second came, both are closed. */
  private static Optional<Descriptor> attached(Memory memory) throws IOException {
    int control = HEADER + VECTOR;
    if (memory.getLong(40) < 20 || memory.getInt(control + 12) != SCM_RIGHTS) {
      return Optional.empty();
    }
    var first = new Descriptor(memory.getInt(control + 16));
    boolean more = memory.getLong(control) > 20;
    if (more) new Descriptor(memory.getInt(control + 20)).close();
    if (!more && (memory.getInt(48) & MSG_CTRUNC) == 0) return Optional.of(first);
    first.close();
    throw new IOException("more descriptors came than one");
  }
}
