package org.stlspec.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class NettyDefaultsTest {
  private static final String RECORDER = "io.netty.jfr.enabled";

  /** What the property is after all was installed, if it was this before. */
  private static String installedOver(Optional<String> value) {
    Optional<String> before = Optional.ofNullable(System.getProperty(RECORDER));
    try {
      set(value);
      NettyDefaults.install();
      return System.getProperty(RECORDER);
    } finally {
      set(before);
    }
  }

  private static void set(Optional<String> value) {
    if (value.isPresent()) System.setProperty(RECORDER, value.get());
    else System.clearProperty(RECORDER);
  }

  @Test
  void nettyDoesNotBringUpTheRecorder() {
    assertEquals("false", installedOver(Optional.empty()));
  }

  @Test
  void whatWasAskedForStays() {
    assertEquals("true", installedOver(Optional.of("true")));
  }
}
