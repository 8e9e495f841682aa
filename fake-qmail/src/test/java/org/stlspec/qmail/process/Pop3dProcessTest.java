package org.stlspec.qmail.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.stlspec.qmail.SampleMaildir;

/** pop3d, run by anybody with a Maildir. */
@EnabledOnOs(OS.LINUX)
class Pop3dProcessTest {

  @TempDir Path home;

  private String asNobody;

  @BeforeEach
  void fill() throws Exception {
    asNobody = Machine.asNobody();
    Installation.open(home);
    SampleMaildir.into(home.resolve("Maildir"));
  }

  private Shell pop3d(String arguments, String input) throws Exception {
    return Shell.run("cd " + home + "; exec " + asNobody + "$Q pop3d " + arguments, input);
  }

  @Test
  void servesAMaildirOfTheWorkingDirectory() throws Exception {
    assertEquals(
        new Shell(0, "+OK \r\n+OK 3 8681\r\n+OK \r\n", ""),
        pop3d("Maildir", "STAT\r\nQUIT\r\nNOOP\r\n"));
  }

  @Test
  void leavesWithoutAWordBehindTheLastLine() throws Exception {
    assertEquals(new Shell(0, "+OK \r\n", ""), pop3d("Maildir", ""));
  }

  @Test
  void saysThatThereIsNoMaildir() throws Exception {
    var missing = new Shell(0, "-ERR this user has no $HOME/Maildir\r\n", "");
    assertEquals(missing, pop3d("Nowhere", "QUIT\r\n"));
    assertEquals(missing, pop3d("", "QUIT\r\n"));
    assertEquals(missing, pop3d("''", "QUIT\r\n"));
  }

  @Test
  void isNotForRoot() throws Exception {
    Machine.needsRoot();
    asNobody = "";
    var refused = new Shell(1, "", "qmail-pop3d invoked as uid 0, terminating\n");
    assertEquals(refused, pop3d("Maildir", "QUIT\r\n"));
    assertEquals(3, home.resolve("Maildir/new").toFile().list().length);
  }
}
