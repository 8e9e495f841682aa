package org.stlspec.proxy.backend;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;
import io.netty.util.concurrent.FastThreadLocal;

/**
 * Reads into a large buffer that the channels of an event loop share. While somebody keeps what was
 * read last, the others read into buffers of their own, of a size that was enough lately.
 *
 * <p>What is encrypted is out of the buffer before the next read. So a message behind short replies
 * comes in one read, and idle sessions have no buffer.
 */
final class SharedReads implements RecvByteBufAllocator {
  private static final FastThreadLocal<ByteBuf> SHARED =
      new FastThreadLocal<>() {
        @Override
        protected ByteBuf initialValue() {
          return Unpooled.directBuffer(Backend.LARGEST_READ);
        }

        @Override
        protected void onRemoval(ByteBuf shared) {
          shared.release();
        }
      };

  private final RecvByteBufAllocator own =
      new AdaptiveRecvByteBufAllocator(64, 2048, Backend.LARGEST_READ);

  @Override
  public ExtendedHandle newHandle() {
    return new Sharing((ExtendedHandle) own.newHandle());
  }

  private static final class Sharing extends DelegatingHandle implements ExtendedHandle {
    private final ExtendedHandle own;

    private Sharing(ExtendedHandle own) {
      super(own);
      this.own = own;
    }

    @Override
    public ByteBuf allocate(ByteBufAllocator allocator) {
      ByteBuf shared = SHARED.get();
      return shared.refCnt() == 1 ? shared.clear().retain() : own.allocate(allocator);
    }

    @Override
    public boolean continueReading(UncheckedBooleanSupplier more) {
      return own.continueReading(more);
    }
  }
}
