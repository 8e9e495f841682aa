package org.stlspec.qmail.script;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** The output of one session: written to by its script and by tests, logged before it is sent. */
final class Outbox {

  private static final byte[] NOTHING = {};

  private final Socket socket;
  private final Consumer<byte[]> log;
  private final ReentrantLock writing = new ReentrantLock();
  private final ByteArrayOutputStream keptBack = new ByteArrayOutputStream();

  /**
   * Writes to a connected socket.
   *
   * @param log is told about each write before it is made, so whoever has read a reply finds it
   *     there
   */
  Outbox(Socket socket, Consumer<byte[]> log) {
    this.socket = socket;
    this.log = log;
  }

  /** One write, together with what was kept back. */
  void write(byte[] octets) throws IOException {
    writing.lock();
    try {
      // Streams of many MiB come this way: no copy unless something was kept back.
      send(keptBack.size() == 0 ? octets : behindKeptBack(octets));
    } finally {
      writing.unlock();
    }
  }

  /** One write that the log is not told about. */
  void writeUnlogged(byte[] octets) throws IOException {
    writing.lock();
    try {
      flush();
      put(octets);
    } finally {
      writing.unlock();
    }
  }

  /** Keeps octets back for the next write. */
  void keepBack(byte[] octets) {
    writing.lock();
    try {
      keptBack.writeBytes(octets);
    } finally {
      writing.unlock();
    }
  }

  /** FIN behind all that was written. */
  void finish() throws IOException {
    writing.lock();
    try {
      flush();
      socket.shutdownOutput();
    } finally {
      writing.unlock();
    }
  }

  /** Sends what was kept back, unless a writer is stuck on a peer that does not read. */
  void flushIfFree() throws IOException {
    if (writing.tryLock()) {
      try {
        flush();
      } finally {
        writing.unlock();
      }
    }
  }

  private void flush() throws IOException {
    if (keptBack.size() > 0) {
      send(behindKeptBack(NOTHING));
    }
  }

  private byte[] behindKeptBack(byte[] octets) {
    keptBack.writeBytes(octets);
    byte[] all = keptBack.toByteArray();
    keptBack.reset();
    return all;
  }

  private void send(byte[] octets) throws IOException {
    mustBeOpen();
    log.accept(octets);
    put(octets);
  }

  private void put(byte[] octets) throws IOException {
    mustBeOpen();
    socket.getOutputStream().write(octets);
  }

  private void mustBeOpen() throws SocketException {
    if (socket.isClosed() || socket.isOutputShutdown()) {
      throw new SocketException("this side has ended its output");
    }
  }
}
