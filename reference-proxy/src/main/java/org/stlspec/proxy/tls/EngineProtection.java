package org.stlspec.proxy.tls;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

/** By an engine of Java, which is quickest in the heap. */
final class EngineProtection implements RecordProtection {
  private final SSLEngine engine;

  EngineProtection(SSLEngine engine) {
    this.engine = engine;
  }

  /** These engines begin a record only where the longest would fit. */
  @Override
  public ByteBuf protect(ByteBufAllocator allocator, ByteBuf octets) throws SSLException {
    int length = octets.readableBytes();
    int room = length + RecordProtection.records(length) * OVERHEAD;
    ByteBuf records = allocator.heapBuffer(room + longestRecord());
    try {
      while (octets.isReadable()) wrap(octets, records);
      return records;
    } catch (SSLException e) {
      records.release();
      throw e;
    }
  }

  private void wrap(ByteBuf octets, ByteBuf records) throws SSLException {
    SSLEngineResult result = engine.wrap(readable(octets), writable(records));
    moved(result, octets, records);
    if (result.getStatus() == Status.CLOSED) throw new SSLException("TLS is closed already");
    if (result.getStatus() == Status.BUFFER_OVERFLOW) records.ensureWritable(longestRecord());
  }

  @Override
  public Outcome deprotect(ByteBuf records, ByteBuf octets) throws SSLException {
    SSLEngineResult result = engine.unwrap(readable(records), writable(octets));
    moved(result, records, octets);
    return switch (result.getStatus()) {
      case BUFFER_OVERFLOW -> {
        octets.ensureWritable(engine.getSession().getApplicationBufferSize());
        yield deprotect(records, octets);
      }
      case BUFFER_UNDERFLOW -> Outcome.INCOMPLETE;
      case CLOSED -> Outcome.CLOSED;
      case OK -> opened(result.getHandshakeStatus());
    };
  }

  private static Outcome opened(HandshakeStatus next) {
    return next == HandshakeStatus.NEED_WRAP ? Outcome.ANSWER_DUE : Outcome.OPENED;
  }

  private int longestRecord() {
    return engine.getSession().getPacketBufferSize();
  }

  private static void moved(SSLEngineResult result, ByteBuf from, ByteBuf to) {
    from.skipBytes(result.bytesConsumed());
    to.writerIndex(to.writerIndex() + result.bytesProduced());
  }

  private static ByteBuffer readable(ByteBuf octets) {
    int head = octets.readerIndex();
    int length = octets.readableBytes();
    boolean inParts = octets.nioBufferCount() != 1;
    return inParts ? octets.nioBuffer(head, length) : octets.internalNioBuffer(head, length);
  }

  private static ByteBuffer writable(ByteBuf octets) {
    return octets.internalNioBuffer(octets.writerIndex(), octets.writableBytes());
  }
}
