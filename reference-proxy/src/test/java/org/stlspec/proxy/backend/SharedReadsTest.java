package org.stlspec.proxy.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator.ExtendedHandle;
import io.netty.util.concurrent.FastThreadLocal;
import org.junit.jupiter.api.Test;

/** Who reads into the shared buffer, and who into one of their own. */
class SharedReadsTest {
  private final SharedReads reads = new SharedReads();

  /** Reads something on a channel of its own. */
  private ByteBuf read(int octet) {
    return taken(reads.newHandle()).writeByte(octet);
  }

  private static ByteBuf taken(ExtendedHandle handle) {
    return handle.allocate(ByteBufAllocator.DEFAULT);
  }

  /** The thread of a test is not one that gives back what it has. */
  private static void onALoop(Runnable test) {
    try {
      test.run();
    } finally {
      FastThreadLocal.removeAll();
    }
  }

  @Test
  void aMessageBehindShortRepliesHasRoomForTheLargestRead() {
    onALoop(this::readAMessage);
  }

  private void readAMessage() {
    ExtendedHandle handle = reads.newHandle();
    for (int reply = 0; reply < 20; reply++) {
      ByteBuf octets = taken(handle);
      assertEquals(Backend.LARGEST_READ, octets.writableBytes());
      handle.attemptedBytesRead(octets.writableBytes());
      handle.lastBytesRead(64);
      handle.readComplete();
      octets.writeZero(64).release();
    }
  }

  @Test
  void allUseTheSameMemoryAfterEachOther() {
    onALoop(this::readOneByOne);
  }

  private void readOneByOne() {
    ByteBuf first = read(1);
    first.release();
    ByteBuf second = read(2);
    assertEquals(first.memoryAddress(), second.memoryAddress());
    assertEquals(1, second.readableBytes());
    second.release();
  }

  @Test
  void whatIsKeptIsNotWrittenOver() {
    onALoop(this::keepAPart);
  }

  private void keepAPart() {
    ByteBuf kept = read(1);
    ByteBuf part = kept.readRetainedSlice(1);
    kept.release();
    ByteBuf other = read(2);
    assertEquals(1, part.getByte(0));
    assertTrue(other.writableBytes() < Backend.LARGEST_READ, other.toString());
    part.release();
    other.release();
    ByteBuf again = read(3);
    assertEquals(kept.memoryAddress(), again.memoryAddress());
    again.release();
  }

  @Test
  void theBufferGoesWithItsThread() {
    ByteBuf octets = read(1);
    octets.release();
    assertEquals(1, octets.refCnt());
    FastThreadLocal.removeAll();
    assertFalse(octets.refCnt() > 0);
  }
}
