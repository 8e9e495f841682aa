package org.stlspec.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MixTest {
  @TempDir private Path folder;

  private Mix read(String... lines) throws Exception {
    return Mix.read(Files.write(folder.resolve("mix"), List.of(lines)));
  }

  @Test
  void sizesAndKinds() throws Exception {
    Mix mix =
        read(
            "# a comment",
            "messages 1000x2 2000",
            "",
            "session 3 STAT",
            "session 1 STAT, RETR * # all");
    assertEquals(List.of(1000, 1000, 2000), mix.sizes());
    assertEquals(List.of(3, 1), mix.kinds().stream().map(Mix.Kind::weight).toList());
    assertEquals(2, mix.kinds().get(1).steps().size());
  }

  /** Kinds are spread, not one block after the other. */
  @Test
  void order() throws Exception {
    Mix mix = read("session 2 STAT", "session 1 LIST", "session 1 UIDL");
    var names = mix.order().stream().map(kind -> kind.steps().get(0).phase().label()).toList();
    assertEquals(List.of("stat", "list", "uidl", "stat"), names);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sesion 1 STAT | 1: expected 'messages SIZE[xCOUNT] …' or 'session WEIGHT COMMAND, …', got"
            + " 'sesion 1 STAT'",
        "session 0 STAT | 1: weight must be a number from 1 to 1000, not '0'",
        "session 1 DELE 1 | 1: expected STAT, LIST, UIDL, NOOP, RETR NUMBER or RETR *, got 'DELE 1'",
        "session 1 RETR * | 1: 'RETR *' needs STAT before it",
        "session 1 STAT, | 1: expected STAT, LIST, UIDL, NOOP, RETR NUMBER or RETR *, got ''",
        "messages 12 | 1: message size must be a number from 128 to 268435456, not '12'",
        "messages 1000xmany | 1: count must be a number from 1 to 100000, not 'many'",
        "# nothing | no line 'session …' in it",
      })
  void whatIsNone(String line, String said) {
    var thrown = assertThrows(IllegalArgumentException.class, () -> read(line));
    String file = folder.resolve("mix").toString();
    assertEquals(said, thrown.getMessage().replaceFirst("^" + file + ": ?", ""));
  }

  @Test
  void whatIsNotServed() throws Exception {
    Mix mix = read("messages 1000", "session 1 RETR 2");
    var thrown = assertThrows(IllegalArgumentException.class, mix::requireServed);
    assertEquals("RETR 2, but only 1 messages are served", thrown.getMessage());
  }
}
