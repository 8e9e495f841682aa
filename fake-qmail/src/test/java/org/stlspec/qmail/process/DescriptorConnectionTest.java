package org.stlspec.qmail.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DescriptorConnectionTest {

  private static DescriptorConnection over(InputStream in) {
    return new DescriptorConnection(
        DescriptorConnection.NOTHING, in, OutputStream.nullOutputStream());
  }

  @Test
  void givesUpAPeerThatIsSilentForTooLong() throws Exception {
    try (var peer = new PipedOutputStream();
        var connection = over(new PipedInputStream(peer))) {
      assertThrows(
          SocketTimeoutException.class, () -> connection.read(new byte[1], Duration.ofMillis(50)));
    }
  }

  @Test
  void readsWhatHasArrivedUntilTheEnd() throws Exception {
    try (var connection = over(new ByteArrayInputStream(new byte[] {1, 2, 3}))) {
      assertEquals(2, connection.read(new byte[2], Duration.ZERO));
      assertEquals(1, connection.read(new byte[2], Duration.ofSeconds(20)));
      assertEquals(-1, connection.read(new byte[2], Duration.ZERO));
    }
  }

  @Test
  void usesTheFirstWaitAndNoOther() throws Exception {
    var done = new AtomicInteger();
    var out = new ByteArrayOutputStream();
    var in = new ByteArrayInputStream(new byte[2]);
    try (var connection = new DescriptorConnection(done::incrementAndGet, in, out)) {
      connection.write("+OK \r\n");
      assertEquals(0, done.get());
      connection.read(new byte[1], Duration.ZERO);
      connection.read(new byte[1], Duration.ZERO);
      assertEquals(1, done.get());
    }
    assertEquals("+OK \r\n", out.toString(StandardCharsets.ISO_8859_1));
  }
}
