package org.stlspec.qmail;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The maildrop behind the recorded dialogues: a plain message, one full of dots, and one with 8-bit
 * text and lines of 998, 5000 and 2048 octets.
 */
public final class SampleMaildir {

  private static final List<String> NAMES =
      List.of("1000000001.M1P1.lab", "1000000002.M2P2.lab", "1000000003.M3P3.lab");

  private SampleMaildir() {}

  /**
   * Writes the three messages, as new ones, into a Maildir; makes what is missing of it.
   *
   * @return the directory given
   */
  public static Path into(Path directory) throws IOException {
    for (String folder : List.of("new", "cur", "tmp")) {
      Files.createDirectories(directory.resolve(folder));
    }
    for (String name : NAMES) {
      Path file = Files.write(directory.resolve("new").resolve(name), octets(name));
      Files.setLastModifiedTime(file, delivered(name));
    }
    return directory;
  }

  /** The messages themselves, in order; lines end in LF. */
  public static List<byte[]> messages() {
    return NAMES.stream().map(SampleMaildir::octets).toList();
  }

  /** A name begins with the time of delivery; messages are sorted by it. */
  private static FileTime delivered(String name) {
    return FileTime.from(Long.parseLong(name.substring(0, name.indexOf('.'))), TimeUnit.SECONDS);
  }

  private static byte[] octets(String name) {
    try (InputStream in = SampleMaildir.class.getResourceAsStream("maildir/new/" + name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
