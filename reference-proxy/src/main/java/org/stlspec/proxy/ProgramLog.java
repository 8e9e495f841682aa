package org.stlspec.proxy;

import java.util.function.Consumer;
import org.stlspec.proxy.backend.Caller;

/** What became of the programs of a connection, and what they say; a line each. */
public record ProgramLog(long connection, Consumer<String> log) implements Caller.Log {

  @Override
  public void note(int pid, String what, String text) {
    log.accept(
        String.format("connection=%d pid=%d %s=\"%s\"", connection, pid, what, Escaped.of(text)));
  }
}
