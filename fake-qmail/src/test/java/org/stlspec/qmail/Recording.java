package org.stlspec.qmail;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The dialogues recorded with the real programs. */
public final class Recording {

  private Recording() {}

  static String text() {
    try (InputStream in = Recording.class.getResourceAsStream("qmail-transcripts.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static List<Dialogue> dialogues() {
    return Dialogue.parse(text());
  }
}
