package org.stlspec.qmail;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A message of 20 MiB, half of it one line: it never is in memory as a whole. */
class LargeMessageTest extends ChainTest {

  private static final int LINES = 160_000;
  private static final int LONG_LINE = 10 << 20;
  private static final String LINE =
      ".line of 64 octets, which begins with a dot and ends in LF     ";

  @Test
  void everyOctetArrives() throws IOException {
    Path maildir = maildir();
    Path file = maildir.resolve("cur/1.x:2,S");
    write(file);
    age(file, 1);
    try (Client client = Client.loggedIn(serve(maildir))) {
      client.ask("LIST 1\r\n", "+OK 1 " + Files.size(file) + "\r\n");
      client.ask("RETR 1\r\n", "+OK \r\n");
      compare(new BufferedInputStream(client.in(), 1 << 16));
      client.ask("NOOP\r\n", "+OK \r\n");
    }
  }

  private static void write(Path file) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      for (int i = 0; i < LINES; i++) {
        out.write(octets(LINE + "\n"));
      }
      for (int i = 0; i < LONG_LINE; i++) {
        out.write(longLine(i));
      }
    }
  }

  /** Anything but LF. */
  private static int longLine(int index) {
    int octet = (index * 31) & 0xff;
    return octet == '\n' ? 'n' : octet;
  }

  private static void compare(InputStream in) throws IOException {
    byte[] line = octets("." + LINE + "\r\n");
    for (int i = 0; i < LINES; i++) {
      assertArrayEquals(line, in.readNBytes(line.length));
    }
    for (int i = 0; i < LONG_LINE; i++) {
      if (in.read() != longLine(i)) {
        throw new AssertionError("octet " + i + " of the long line is another");
      }
    }
    assertArrayEquals(octets("\r\n\r\n.\r\n"), in.readNBytes(7));
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
