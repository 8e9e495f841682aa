package org.stlspec.proxy.privsep;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import org.stlspec.proxy.ProgramLog;
import org.stlspec.proxy.backend.Caller;

/**
 * The client of a session, in a fixed number of octets: the number of its connection and two
 * addresses. Each has its length, 16 octets with zeros behind those it needs, and its port.
 *
 * @param connection as in the log, 1 or more
 */
record Client(
    long connection, Optional<InetSocketAddress> remote, Optional<InetSocketAddress> local) {
  static final int LENGTH = 8 + 2 * (1 + 16 + 2);

  private static final int LONGEST_ADDRESS = 16;

  static Client of(Caller caller) {
    return new Client(caller.connection(), caller.remote(), caller.local());
  }

  Caller caller(Consumer<String> log) {
    return new Caller(connection, remote, local, new ProgramLog(connection, log));
  }

  void write(ByteBuffer to) {
    to.putLong(connection);
    write(remote, to);
    write(local, to);
  }

  private static void write(Optional<InetSocketAddress> address, ByteBuffer to) {
    byte[] octets = address.map(known -> known.getAddress().getAddress()).orElse(new byte[0]);
    to.put((byte) octets.length);
    to.put(Arrays.copyOf(octets, LONGEST_ADDRESS));
    to.putShort(address.map(known -> (short) known.getPort()).orElse((short) 0));
  }

  static Client read(ByteBuffer from) throws ForgedException {
    long connection = from.getLong();
    if (connection < 1) throw new ForgedException("connection " + connection);
    return new Client(connection, address(from), address(from));
  }

  private static Optional<InetSocketAddress> address(ByteBuffer from) throws ForgedException {
    byte length = from.get();
    if (length != 0 && length != 4 && length != 16) {
      throw new ForgedException("an address of " + length + " octets");
    }
    byte[] octets = new byte[length];
    from.get(octets);
    for (int i = length; i < LONGEST_ADDRESS; i++) {
      if (from.get() != 0) throw new ForgedException("octets behind an address");
    }
    int port = Short.toUnsignedInt(from.getShort());
    if (length == 0 && port != 0) throw new ForgedException("a port without an address");
    return length == 0 ? Optional.empty() : Optional.of(new InetSocketAddress(of(octets), port));
  }

  private static InetAddress of(byte[] octets) {
    try {
      return InetAddress.getByAddress(octets);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address of neither 4 nor 16 octets", e);
    }
  }
}
