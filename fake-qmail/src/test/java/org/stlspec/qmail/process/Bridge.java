package org.stlspec.qmail.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import org.stlspec.qmail.Connection;
import org.stlspec.qmail.Program;

/** A process behind this JVM's listener: its descriptors 0 and 1 are pipes. */
record Bridge(ProcessBuilder command) implements Program {

  private static final int BUFFER = 4096;

  @Override
  public void serve(Connection connection) throws IOException {
    command.environment().putAll(connection.environment());
    Process process = command.start();
    var towards = new Thread(() -> towards(connection, process.getOutputStream()));
    towards.setDaemon(true);
    towards.start();
    from(process.getInputStream(), connection);
  }

  private static void towards(Connection connection, OutputStream process) {
    byte[] buffer = new byte[BUFFER];
    try (process) {
      int count = connection.read(buffer, Duration.ZERO);
      while (count > 0) {
        process.write(buffer, 0, count);
        process.flush();
        count = connection.read(buffer, Duration.ZERO);
      }
    } catch (IOException ended) {
      // On either side: the other one learns it from the close.
    }
  }

  private static void from(InputStream process, Connection connection) throws IOException {
    byte[] buffer = new byte[BUFFER];
    for (int count = process.read(buffer); count > 0; count = process.read(buffer)) {
      connection.write(Arrays.copyOf(buffer, count));
    }
  }
}
