package org.stlspec.qmail.script;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.stlspec.qmail.Client;

/** Which acts are played when. */
class ScriptTest extends BackendTest {

  private static final Script SILENT = Script.modern().greeting(Act.send("+OK\r\n"));

  @Test
  void aRuleHoldsEveryTimeAndInAnyCase() throws IOException {
    try (Client client = play(SILENT.on("noop", Act.send("1")))) {
      client.ask("NOOP\r\nnoop\r\nNoOp with words\r\n", "111");
      client.ask("NOOPS\r\n", "-ERR unknown command\r\n");
    }
  }

  @Test
  void theNthTimeWinsOverEveryTime() throws IOException {
    Script script = SILENT.onNth("NOOP", 2, Act.send("second")).on("NOOP", Act.send("any"));
    try (Client client = play(script)) {
      client.ask("NOOP\r\nRSET\r\nNOOP\r\nNOOP\r\n", "any-ERR log in first\r\nsecondany");
    }
    assertThrows(IllegalArgumentException.class, () -> SILENT.onNth("NOOP", 0));
  }

  @Test
  void timesAreCountedForEachSession() throws IOException {
    try (Client one = play(SILENT.onNth("NOOP", 1, Act.send("first")));
        Client two = Client.greeted(backend.address())) {
      one.ask("NOOP\r\n", "first");
      two.ask("NOOP\r\n", "first");
    }
  }

  @Test
  void aLaterRuleWinsOverAnEarlierOne() throws IOException {
    try (Client client = play(SILENT.on("NOOP", Act.send("1")).on("NOOP", Act.send("2")))) {
      client.ask("NOOP\r\n", "2");
    }
  }

  @Test
  void afterAddsToTheUsualReply() throws IOException {
    try (Client client = play(SILENT.after("NOOP", Act.send("and more\r\n")))) {
      client.ask("NOOP\r\n", "-ERR log in first\r\nand more\r\n");
    }
  }

  @Test
  void theEmptyKeywordIsTheEmptyLine() throws IOException {
    try (Client client = play(SILENT.on("", Act.send("empty")))) {
      client.ask("\r\n\n", "emptyempty");
    }
  }

  @Test
  void aRuleWithoutActsSaysNothing() throws IOException {
    try (Client client = play(SILENT.on("NOOP"))) {
      client.ask("NOOP\r\nRSET\r\n", "-ERR log in first\r\n");
    }
  }

  @Test
  void scriptsDoNotChange() throws IOException {
    SILENT.on("NOOP", Act.close());
    SILENT.capabilities("NOTHING");
    try (Client client = play(SILENT)) {
      client.ask("NOOP\r\n", "-ERR log in first\r\n");
      client.ask("CAPA\r\n", "+OK capabilities\r\nTOP\r\n");
    }
  }

  @Test
  void anythingCanBeTheGreeting() throws IOException {
    backend.play(Script.modern().greeting());
    try (var client = new Client(backend.address())) {
      client.ask("NOOP\r\n", "-ERR log in first\r\n");
    }
    backend.play(Script.modern().greeting(Act.send("-ERR later\r\n"), Act.close()));
    try (var client = new Client(backend.address())) {
      client.expect("-ERR later\r\n");
      client.expectEnd();
    }
  }

  @Test
  void theGreetingOfOneConnectionIsOfNoOther() throws IOException {
    backend.play(SILENT.greetingNth(2, Act.send("+OK second\r\n")));
    for (String expected : new String[] {"+OK\r\n", "+OK second\r\n", "+OK\r\n"}) {
      try (Client client = new Client(backend.address())) {
        client.expect(expected);
      }
    }
  }
}
