package org.stlspec.qmail;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaildirTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.750Z");

  @TempDir Path directory;

  @BeforeEach
  void makeFolders() throws IOException {
    for (String folder : List.of("new", "cur", "tmp")) {
      Files.createDirectory(directory.resolve(folder));
    }
  }

  private Path file(String name, Instant changed) throws IOException {
    Path file = Files.writeString(directory.resolve(name), "A: b\n");
    return Files.setLastModifiedTime(file, FileTime.from(changed));
  }

  private List<Maildir.Message> scan() throws IOException {
    return Maildir.at(directory, Clock.fixed(NOW, ZoneOffset.UTC)).scan();
  }

  private List<String> uniqueIds() throws IOException {
    return scan().stream().map(Maildir.Message::uniqueId).toList();
  }

  @Test
  void oldestFirstWhateverTheNameAndTheFolder() throws IOException {
    file("new/1.new", NOW.minusSeconds(10));
    file("cur/9.cur:2,S", NOW.minusSeconds(30));
    file("new/5.new", NOW.minusSeconds(20));
    assertEquals(List.of("9.cur", "5.new", "1.new"), uniqueIds());
  }

  @Test
  void messagesOfOneSecondByName() throws IOException {
    file("new/b", NOW.minusMillis(9_100));
    file("new/c", NOW.minusMillis(9_300));
    file("cur/a:2,", NOW.minusMillis(9_200));
    assertEquals(List.of("a", "b", "c"), uniqueIds());
  }

  @Test
  void aMessageOfTheCurrentSecondHasToWait() throws IOException {
    file("new/now", NOW.minusMillis(700));
    file("new/before", NOW.minusMillis(800));
    assertEquals(List.of("before"), uniqueIds());
  }

  @Test
  void hiddenFilesAreNoMessages() throws IOException {
    file("new/.hidden", NOW.minusSeconds(10));
    file("tmp/half", NOW.minusSeconds(10));
    assertEquals(List.of(), uniqueIds());
  }

  @Test
  void aMessageKnowsItsSizeAndItsTime() throws IOException {
    file("new/a", NOW.minusSeconds(10));
    Maildir.Message message = scan().get(0);
    assertEquals(5, message.size());
    assertEquals(NOW.getEpochSecond() - 10, message.seconds());
    assertEquals(false, message.seen());
  }

  @Test
  void whatLayInTmpFor36HoursIsRemoved() throws IOException {
    Path abandoned = file("tmp/abandoned", NOW);
    Path recent = file("tmp/recent", NOW);
    accessed(abandoned, NOW.minusSeconds(36 * 3600 + 1));
    accessed(recent, NOW.minusSeconds(36 * 3600 - 1));
    scan();
    assertEquals(false, Files.exists(abandoned));
    assertEquals(true, Files.exists(recent));
  }

  private static void accessed(Path file, Instant when) throws IOException {
    Files.getFileAttributeView(file, BasicFileAttributeView.class)
        .setTimes(null, FileTime.from(when), null);
  }

  @Test
  void aFileIsNoMaildir() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    var refusal = assertThrows(NotDirectoryException.class, () -> Maildir.at(file));
    assertEquals(file.toString(), refusal.getMessage());
    assertThrows(
        NotDirectoryException.class,
        () -> FakeQmail.listen(Loopback.any(), "pop.lab.test", file, java.util.Map.of()));
  }

  @Test
  void theSampleIsThreeNewMessages() throws IOException {
    Path sample = SampleMaildir.into(directory.resolve("a/new/one"));
    List<Maildir.Message> messages = Maildir.at(sample).scan();
    assertEquals(List.of(147L, 204L, 8330L), messages.stream().map(Maildir.Message::size).toList());
    for (int i = 0; i < 3; i++) {
      byte[] file = Files.readAllBytes(messages.get(i).file());
      assertArrayEquals(SampleMaildir.messages().get(i), file);
    }
    assertEquals(true, Files.isDirectory(sample.resolve("tmp")));
  }
}
