package org.stlspec.proxy.tls;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import io.netty.internal.tcnative.Buffer;
import io.netty.internal.tcnative.SSL;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLException;

/**
 * By BoringSSL itself. Netty's engine makes a result and wants views of buffers for each record;
 * here nothing is allocated, and all octets of a write go in one call.
 *
 * <p>The engine stays the owner of what is used here, and may go on with the next record: between
 * two calls BoringSSL holds nothing of them. It frees it at its end, after which its pointer is 0.
 */
final class BoringsslProtection implements RecordProtection {
  private static final int HEADER = 5;

  /** Netty's engine shows its SSL object, but not the BIO through which that reads and writes. */
  private static final Field NETWORK_BIO = networkBio();

  private final ReferenceCountedOpenSslEngine engine;
  private final long bio;

  BoringsslProtection(ReferenceCountedOpenSslEngine engine) {
    this.engine = engine;
    try {
      bio = NETWORK_BIO.getLong(engine);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Field networkBio() {
    try {
      Field field = ReferenceCountedOpenSslEngine.class.getDeclaredField("networkBIO");
      field.setAccessible(true);
      return field;
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException("this is not the Netty it was made for", e);
    }
  }

  @Override
  public ByteBuf protect(ByteBufAllocator allocator, ByteBuf octets) throws SSLException {
    if (hasAddress(octets)) return seal(allocator, octets);
    ByteBuf copy = copy(octets);
    octets.skipBytes(octets.readableBytes());
    try {
      return seal(allocator, copy);
    } finally {
      copy.release();
    }
  }

  @Override
  public Outcome deprotect(ByteBuf records, ByteBuf octets) throws SSLException {
    if (hasAddress(records)) return open(records, octets);
    ByteBuf copy = copy(records);
    try {
      return open(copy, octets);
    } finally {
      records.skipBytes(copy.readerIndex());
      copy.release();
    }
  }

  private static boolean hasAddress(ByteBuf octets) {
    return octets.isDirect() && octets.nioBufferCount() == 1;
  }

  private static ByteBuf copy(ByteBuf octets) {
    int length = octets.readableBytes();
    return octets.alloc().directBuffer(length).writeBytes(octets, octets.readerIndex(), length);
  }

  private ByteBuf seal(ByteBufAllocator allocator, ByteBuf octets) throws SSLException {
    int length = octets.readableBytes();
    long ssl = ssl();
    int said = SSL.bioLengthNonApplication(bio);
    ByteBuf records =
        allocator.directBuffer(said + length + RecordProtection.records(length) * OVERHEAD);
    SSL.bioSetByteBuffer(bio, end(records), records.writableBytes(), true);
    try {
      SSL.bioFlushByteBuffer(bio); // what BoringSSL had to say by itself comes first
      while (octets.isReadable()) {
        int taken = SSL.writeToSSL(ssl, head(octets), octets.readableBytes());
        if (taken <= 0) throw failure();
        octets.skipBytes(taken);
      }
      return records.writerIndex(records.capacity() - SSL.bioLengthByteBuffer(bio));
    } catch (SSLException e) {
      records.release();
      throw e;
    } finally {
      SSL.bioClearByteBuffer(bio);
    }
  }

  private Outcome open(ByteBuf records, ByteBuf octets) throws SSLException {
    int length = recordLength(records);
    if (length > records.readableBytes()) return Outcome.INCOMPLETE;
    octets.ensureWritable(length); // more than the octets in it
    long ssl = ssl();
    SSL.bioSetByteBuffer(bio, head(records), length, false);
    try {
      int opened = SSL.readFromSSL(ssl, end(octets), octets.writableBytes());
      records.skipBytes(length - SSL.bioLengthByteBuffer(bio));
      if (opened <= 0) return withoutOctets(SSL.getError(ssl, opened));
      octets.writerIndex(octets.writerIndex() + opened);
      return Outcome.OPENED;
    } finally {
      SSL.bioClearByteBuffer(bio);
    }
  }

  private static int recordLength(ByteBuf records) {
    if (records.readableBytes() < HEADER) return HEADER;
    return HEADER + records.getUnsignedShort(records.readerIndex() + HEADER - 2);
  }

  /** To a KeyUpdate BoringSSL has an answer that goes before the next octets, and not alone. */
  private static Outcome withoutOctets(int error) throws SSLException {
    if (error == SSL.SSL_ERROR_ZERO_RETURN) return Outcome.CLOSED;
    if (error != SSL.SSL_ERROR_WANT_READ) throw failure();
    return Outcome.OPENED;
  }

  private long ssl() throws SSLException {
    long ssl = engine.sslPointer();
    if (ssl == 0) throw new SSLException("TLS is closed already");
    return ssl;
  }

  private static SSLException failure() {
    return new SSLException(SSL.getErrorString(SSL.getLastErrorNumber()));
  }

  private static long head(ByteBuf octets) {
    return address(octets, octets.readerIndex(), octets.readableBytes());
  }

  private static long end(ByteBuf octets) {
    return address(octets, octets.writerIndex(), octets.writableBytes());
  }

  /** Without {@code Unsafe} a buffer may not know its address; the library does. */
  private static long address(ByteBuf octets, int index, int length) {
    if (octets.hasMemoryAddress()) return octets.memoryAddress() + index;
    ByteBuffer view = octets.internalNioBuffer(index, length);
    return Buffer.address(view) + view.position();
  }
}
