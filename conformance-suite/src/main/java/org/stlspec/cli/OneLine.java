package org.stlspec.cli;

import java.util.Optional;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;

/**
 * What libraries log, as one line an event and without the time, which loggers add. The JDK's own
 * format would besides open a file for it, which fails when descriptors have run out.
 */
final class OneLine extends Formatter {

  /** From now on, unless whoever started this process has chosen a format. */
  static void install() {
    for (Handler handler : Logger.getLogger("").getHandlers()) {
      if (handler.getFormatter() instanceof SimpleFormatter) handler.setFormatter(new OneLine());
    }
  }

  @Override
  public String format(LogRecord event) {
    String level = event.getLevel().intValue() < Level.WARNING.intValue() ? "note" : "warning";
    String text = level + ": " + event.getLoggerName() + ": " + formatMessage(event);
    return (text + cause(event)).replaceAll("\\p{Cntrl}+", " ").strip() + "\n";
  }

  private static String cause(LogRecord event) {
    Optional<Throwable> thrown = Optional.ofNullable(event.getThrown());
    return thrown.map(OneLine::withPlace).orElse("");
  }

  private static String withPlace(Throwable thrown) {
    return ": "
        + thrown
        + Stream.of(thrown.getStackTrace()).findFirst().map(f -> " at " + f).orElse("");
  }
}
