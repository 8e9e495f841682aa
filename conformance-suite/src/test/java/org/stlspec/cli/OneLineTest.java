package org.stlspec.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class OneLineTest {
  private static LogRecord event(Level level, String message) {
    var event = new LogRecord(level, message);
    event.setLoggerName("some.Library");
    return event;
  }

  @Test
  void anEventIsALineWithoutTheTime() {
    var event = event(Level.WARNING, "one\n\ttwo {0}\r\n");
    event.setParameters(new Object[] {3});
    assertEquals("warning: some.Library: one two 3\n", new OneLine().format(event));
    assertEquals("note: some.Library: x\n", new OneLine().format(event(Level.INFO, "x")));
  }

  @Test
  void aStackTraceIsCutToItsPlace() {
    var event = event(Level.WARNING, "failed");
    event.setThrown(new IOException("no\nmore"));
    String line = new OneLine().format(event);
    String begin = "warning: some.Library: failed: java.io.IOException: no more at ";
    assertTrue(line.startsWith(begin + OneLineTest.class.getName()), line);
    assertEquals(1, line.lines().count());
  }
}
