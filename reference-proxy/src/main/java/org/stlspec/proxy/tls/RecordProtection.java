package org.stlspec.proxy.tls;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/**
 * Puts octets into records and takes them out again, behind the handshake (RFC 8446 section 5.2).
 */
interface RecordProtection {

  /** More than any record of TLS 1.2 or 1.3 adds to its fragment, without padding. */
  int OVERHEAD = 128;

  /** What came of the record at the head of what has arrived. */
  enum Outcome {
    /** Its octets are there; one that is about TLS itself has none. */
    OPENED,
    /** Likewise, and the engine wants to say something by itself: the answer to a KeyUpdate. */
    ANSWER_DUE,
    /** It is not whole, and still where it was. */
    INCOMPLETE,
    /** It said that no more will come. */
    CLOSED
  }

  /** The way that costs least with this engine. */
  static RecordProtection by(SSLEngine engine) {
    return engine instanceof ReferenceCountedOpenSslEngine boringssl
        ? new BoringsslProtection(boringssl)
        : new EngineProtection(engine);
  }

  /**
   * Encrypts all octets, in as many records as it takes.
   *
   * @return the records; the octets have been read, and are still the caller's to release
   * @throws SSLException if the engine has ended
   */
  ByteBuf protect(ByteBufAllocator allocator, ByteBuf octets) throws SSLException;

  /**
   * Decrypts one record, behind the octets that are there already.
   *
   * @throws SSLException if it is forged or makes no sense; the engine may have an alert to send
   */
  Outcome deprotect(ByteBuf records, ByteBuf octets) throws SSLException;

  /** How many records that many octets fill, the last one perhaps not quite. */
  static int records(int octets) {
    return octets / (16 * 1024) + 1;
  }
}
