package org.stlspec.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.stlspec.qmail.FakeQmail;
import org.stlspec.qmail.SampleMaildir;
import org.stlspec.qmail.script.Script;
import org.stlspec.target.ScratchFolder;
import org.stlspec.wire.Account;
import org.stlspec.wire.Octets;

/** A real Maildir behind qmail-popup and qmail-pop3d, to be played on the backend leg. */
public final class Maildrop implements AutoCloseable {
  /** Behind the sample messages, in seconds since 1970. */
  private static final long LATER = 1_000_000_100;

  private static final Comparator<Path> BY_NAME = Comparator.comparing(Path::getFileName);

  private final ScratchFolder folder = ScratchFolder.make();
  private final Path maildir;

  Maildrop() {
    try {
      maildir = SampleMaildir.into(folder.path().resolve("Maildir"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a maildrop", e);
    }
  }

  /** Delivers one more message, behind those that are there; lines end in LF. */
  public Maildrop deliver(byte[] message) {
    try {
      long second = LATER + size();
      Path file = maildir.resolve("new").resolve(second + ".M1P1.lab");
      Files.write(file, message);
      // qmail-pop3d counts messages in the order of these times.
      Files.setLastModifiedTime(file, FileTime.from(second, TimeUnit.SECONDS));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot deliver a message", e);
    }
  }

  /** What to play: the qmail chain over this Maildir, with alice's account. */
  public Script script() {
    return Script.program(
        FakeQmail.chain(
            "pop.lab.test", maildir, Map.of(Account.ALICE.name(), Account.ALICE.password())));
  }

  /** How many messages are there now. */
  public int size() {
    return files().size();
  }

  /**
   * What RETR must send for a message, from status indicator to termination octet: the file's lines
   * byte-stuffed, CRLF behind each, and qmail-pop3d's extra empty line.
   *
   * @param number of the message, counted from 1
   */
  public Octets retrieved(int number) {
    byte[] content = content(number);
    byte[] stuffed = new byte[2 * content.length];
    int length = 0;
    boolean lineStart = true;
    for (byte octet : content) {
      if (lineStart && octet == '.') {
        stuffed[length++] = '.';
      }
      lineStart = octet == '\n';
      if (lineStart) {
        stuffed[length++] = '\r';
      }
      stuffed[length++] = octet;
    }
    return Octets.of("+OK \r\n")
        .plus(Octets.of(Arrays.copyOf(stuffed, length)))
        .plus(Octets.of("\r\n.\r\n"));
  }

  private byte[] content(int number) {
    try {
      return Files.readAllBytes(files().get(number - 1));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read message " + number, e);
    }
  }

  private List<Path> files() {
    try (var seen = Files.list(maildir.resolve("cur"));
        var unseen = Files.list(maildir.resolve("new"))) {
      return Stream.concat(seen, unseen).sorted(BY_NAME).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the maildrop", e);
    }
  }

  @Override
  public void close() {
    folder.close();
  }
}
