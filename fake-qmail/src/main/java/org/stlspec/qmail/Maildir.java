package org.stlspec.qmail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A Maildir: one file a message, delivered into {@code new/}, seen ones in {@code cur/}. */
public final class Maildir {

  /** A file in {@code tmp/} nobody has read for so long belongs to a delivery that died. */
  private static final Duration ABANDONED = Duration.ofHours(36);

  private final Path directory;
  private final Clock clock;

  private Maildir(Path directory, Clock clock) {
    this.directory = directory;
    this.clock = clock;
  }

  /**
   * Takes an existing directory.
   *
   * @throws NotDirectoryException if there is none; its message is the path
   */
  public static Maildir at(Path directory) throws NotDirectoryException {
    return at(directory, Clock.systemUTC());
  }

  static Maildir at(Path directory, Clock clock) throws NotDirectoryException {
    if (!Files.isDirectory(directory)) {
      throw new NotDirectoryException(directory.toString());
    }
    return new Maildir(directory, clock);
  }

  /**
   * A message as the scan found it.
   *
   * @param file where it lies
   * @param seen whether it was in {@code cur/}
   * @param seconds time of its last change, in seconds since 1970, by which messages are sorted
   * @param size of the file, in octets: a line end counts as one
   */
  public record Message(Path file, boolean seen, long seconds, long size) {

    /** The unique-id: the file's name up to a colon. */
    public String uniqueId() {
      String name = name();
      int colon = name.indexOf(':');
      return colon < 0 ? name : name.substring(0, colon);
    }

    String name() {
      return file.getFileName().toString();
    }

    /** The octets of the message; lines end in LF. */
    public InputStream open() throws IOException {
      return Files.newInputStream(file);
    }

    /** Removes the message for good. */
    public void remove() throws IOException {
      Files.delete(file);
    }
  }

  /**
   * Cleans {@code tmp/} and lists the messages, oldest first; equal times by name (the real program
   * leaves those to the file system). A message changed in the current second is left out: another
   * of the same second could still come and mix up the numbers.
   *
   * @throws IOException if {@code new/} or {@code cur/} cannot be read
   */
  public List<Message> scan() throws IOException {
    clean();
    long now = clock.instant().getEpochSecond();
    var found = new ArrayList<Message>();
    collect("new", false, now, found);
    collect("cur", true, now, found);
    found.sort(Comparator.comparingLong(Message::seconds).thenComparing(Message::name));
    return List.copyOf(found);
  }

  private void collect(String folder, boolean seen, long now, List<Message> found)
      throws IOException {
    for (Path file : files(folder)) {
      add(file, seen, now, found);
    }
  }

  /** All but hidden ones. */
  private List<Path> files(String folder) throws IOException {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(directory.resolve(folder))) {
      var files = new ArrayList<Path>();
      for (Path file : all) {
        if (!file.getFileName().toString().startsWith(".")) {
          files.add(file);
        }
      }
      return files;
    }
  }

  private static void add(Path file, boolean seen, long now, List<Message> found) {
    try {
      var attributes = Files.readAttributes(file, BasicFileAttributes.class);
      long changed = attributes.lastModifiedTime().toInstant().getEpochSecond();
      if (changed < now) {
        found.add(new Message(file, seen, changed, attributes.size()));
      }
    } catch (IOException gone) {
      // Another reader of the maildrop was faster.
    }
  }

  private void clean() {
    Instant limit = clock.instant().truncatedTo(ChronoUnit.SECONDS).minus(ABANDONED);
    try {
      for (Path file : files("tmp")) {
        var attributes = Files.readAttributes(file, BasicFileAttributes.class);
        if (attributes.lastAccessTime().toInstant().isBefore(limit)) {
          Files.delete(file);
        }
      }
    } catch (IOException ignored) {
      // Cleaning is a favour; no session fails for want of it.
    }
  }

  /** Moves a new message to the seen ones. If that fails it stays new, as with the real program. */
  public void markSeen(Message message) {
    if (message.seen()) {
      return;
    }
    try {
      Files.move(message.file(), directory.resolve("cur").resolve(message.name() + ":2,"));
    } catch (IOException ignored) {
      // It will be new again next time.
    }
  }
}
