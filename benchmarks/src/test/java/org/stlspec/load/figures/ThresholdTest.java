package org.stlspec.load.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThresholdTest {
  private static final long MILLISECOND = 1_000_000;

  /** Handshakes of 1 to 100 ms, odd ones full and even ones resumed; 98 sessions, 2 failures. */
  private static Figures figures() {
    var loop = new LoopFigures();
    for (int i = 1; i <= 100; i++) {
      boolean full = i % 2 == 1;
      loop.took(full ? Phase.HANDSHAKE_FULL : Phase.HANDSHAKE_RESUMED, i * MILLISECOND);
    }
    for (int i = 0; i < 98; i++) loop.took(Phase.SESSION, MILLISECOND);
    loop.failed(new Failure(ErrorClass.TIMEOUT, Phase.RETR, "not done in time"));
    loop.failed(new Failure(ErrorClass.ERR, Phase.LOGIN, "'-ERR no'"));
    var figures = new Figures(List.of(loop));
    figures.collect(2_000 * MILLISECOND);
    return figures;
  }

  @ParameterizedTest
  @CsvSource({
    "handshake.p50>51ms, false",
    "handshake.p50>49ms, true",
    "handshake.max>=100ms, true",
    "handshake.max>101ms, false",
    "handshake-full.max>99500us, false",
    "handshake-full.max>98500us, true",
    "handshake-resumed.mean<52ms, true",
    "handshake-resumed.mean<0.05s, false",
    "session.p99.9>900us, true",
    "errors>1, true",
    "errors>2, false",
    "errors.timeout>0, true",
    "errors.reset>0, false",
    "errors.percent>1.9, true",
    "errors.percent>2, false",
    "sessions<=98, true",
    "sessions.rate<48, false",
    "sessions.rate<50, true",
  })
  void bound(String text, boolean broken) {
    assertEquals(broken, Threshold.parse(text).breach(figures()).isPresent(), text);
  }

  @Test
  void saysWhatWasFound() {
    assertEquals(
        Optional.of("errors.percent > 1: it was 2"),
        Threshold.parse("errors.percent > 1").breach(figures()));
    assertEquals(
        Optional.of("stls.p50>1ms: nothing of it was measured"),
        Threshold.parse("stls.p50>1ms").breach(figures()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "handshake.p99>50 | a time needs us, ms or s: 'handshake.p99>50'",
        "errors>1ms | not a time, so without ms: 'errors>1ms'",
        "handshakes.p99>1ms | no phase of a session: handshakes",
        "handshake.p>1ms | a time is asked for as p50, p99, p99.9, mean or max, not 'p'",
        "handshake>1ms | a time is asked for as p50, p99, p99.9, mean or max, not ''",
        "errors.none>1 | no class of errors: none",
        "sessions.p99>1 | sessions or sessions.rate, not p99",
        "fast | expected a threshold such as 'handshake.p99>50ms' or 'errors>0', got 'fast'",
      })
  void whatIsNone(String text, String said) {
    var thrown = assertThrows(IllegalArgumentException.class, () -> Threshold.parse(text));
    assertEquals(said, thrown.getMessage());
  }
}
