package org.stlspec.proxy.privsep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PaceTest {
  private static final long SECOND = 1_000_000_000;

  @Test
  void theReserveGoesAtOnceAndThenItIsSlow() {
    var pace = new Pace(3, 10, 0);
    for (int i = 0; i < 3; i++) assertEquals(0, pace.next(0));
    assertEquals(SECOND / 10, pace.next(0));
    assertEquals(2 * SECOND / 10, pace.next(0));
  }

  @Test
  void timeRestoresTheReserveAndNoMore() {
    var pace = new Pace(2, 10, 0);
    long later = 1000 * SECOND;
    assertEquals(0, pace.next(later));
    assertEquals(0, pace.next(later));
    assertEquals(SECOND / 10, pace.next(later));
  }

  @Test
  void whoeverIsSlowNeverWaits() {
    var pace = new Pace(1, 10, 0);
    for (int i = 0; i < 50; i++) assertEquals(0, pace.next(i * SECOND / 10));
  }
}
