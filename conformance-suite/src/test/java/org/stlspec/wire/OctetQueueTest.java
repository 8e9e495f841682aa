package org.stlspec.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OctetQueueTest {
  private final OctetQueue queue = new OctetQueue();

  @Test
  void octetsLeaveInTheOrderInWhichTheyCame() {
    var random = new Random(2595);
    byte[] all = new byte[200_000];
    random.nextBytes(all);
    byte[] taken = new byte[all.length];
    int in = 0;
    int out = 0;
    while (out < all.length) {
      int more = Math.min(random.nextInt(9_000), all.length - in);
      queue.add(Arrays.copyOfRange(all, in, in += more));
      byte[] some = queue.take(random.nextInt(queue.size() + 1));
      System.arraycopy(some, 0, taken, out, some.length);
      out += some.length;
      assertEquals(in - out, queue.size());
    }
    assertArrayEquals(all, taken);
  }

  @Test
  void aLineFeedIsFoundCountedFromWhatIsLeft() {
    add("+OK\r\n-ERR\r\nrest");
    assertEquals(5, queue.behindLineFeed(0));
    assertEquals(11, queue.behindLineFeed(5));
    assertEquals(-1, queue.behindLineFeed(11));
    queue.take(5);
    assertEquals(6, queue.behindLineFeed(0));
  }

  @Test
  void aLineFeedInTheUsedPartIsNotFoundAgain() {
    add("\n\n\n");
    queue.take(3);
    add("abc");
    assertEquals(-1, queue.behindLineFeed(0));
  }

  @Test
  void allIsTakenAtOnce() {
    add("STLS");
    assertArrayEquals(Octets.of("STLS").bytes(), queue.takeAll());
    assertEquals(0, queue.size());
    assertEquals(0, queue.takeAll().length);
  }

  private void add(String text) {
    queue.add(Octets.of(text).bytes());
  }
}
