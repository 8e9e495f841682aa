package org.stlspec.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NettyDefaultsTest {

  /** What the property is after all was installed, if it was this before. */
  private static String installedOver(String property, Optional<String> value) {
    Optional<String> before = Optional.ofNullable(System.getProperty(property));
    try {
      set(property, value);
      NettyDefaults.install();
      return System.getProperty(property);
    } finally {
      set(property, before);
    }
  }

  private static void set(String property, Optional<String> value) {
    if (value.isPresent()) System.setProperty(property, value.get());
    else System.clearProperty(property);
  }

  @ParameterizedTest
  @CsvSource({"io.netty.jfr.enabled, false", "io.netty.leakDetection.level, disabled"})
  void whatOnlyCostsIsOff(String property, String value) {
    assertEquals(value, installedOver(property, Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource({"io.netty.jfr.enabled, true", "io.netty.leakDetection.level, paranoid"})
  void whatWasAskedForStays(String property, String value) {
    assertEquals(value, installedOver(property, Optional.of(value)));
  }
}
