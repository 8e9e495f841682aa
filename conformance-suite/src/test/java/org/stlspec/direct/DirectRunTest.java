package org.stlspec.direct;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stlspec.proxy.tls.TlsEngine;
import org.stlspec.qmail.FakeQmail;
import org.stlspec.qmail.SampleMaildir;
import org.stlspec.qmail.script.Act;
import org.stlspec.qmail.script.Script;
import org.stlspec.qmail.script.ScriptedBackend;
import org.stlspec.standin.Polite;
import org.stlspec.standin.StandIn;
import org.stlspec.target.EmbeddedTarget;
import org.stlspec.target.TargetTrouble;
import org.stlspec.wire.Account;

/** What a proxy changes is found, and nothing else. */
class DirectRunTest {
  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  // Unlike the modern one it ends at FIN, so that nobody waits for that.
  private static final Script SCRIPT =
      Script.qmail().on("CAPA", Act.send("+OK\r\nTOP\r\nUSER\r\nUIDL\r\n.\r\n"));

  private static ScriptedBackend backend;

  @BeforeAll
  static void listen() throws Exception {
    backend = ScriptedBackend.listen(ANY);
    backend.play(SCRIPT);
  }

  @AfterAll
  static void close() {
    backend.close();
  }

  private static DirectRun run(InetSocketAddress behindProxy, InetSocketAddress straight)
      throws TargetTrouble {
    try (var proxy = EmbeddedTarget.start(behindProxy, TlsEngine.JSSE)) {
      return DirectRun.of(proxy.address(), straight, Account.ALICE, PATIENCE);
    }
  }

  private static List<Change> changes(Meddler meddler) throws TargetTrouble {
    try (StandIn unsound = StandIn.with(meddler)) {
      return run(unsound.address(), backend.address()).changes().stream()
          .filter(one -> !one.allowed())
          .toList();
    }
  }

  private static Meddler meddler() {
    return Meddler.of(backend.address());
  }

  private static Set<Kind> kinds(List<Change> changes) {
    return changes.stream().map(Change::kind).collect(Collectors.toSet());
  }

  private static Set<String> places(List<Change> changes) {
    return changes.stream().map(Change::where).collect(Collectors.toSet());
  }

  @Test
  void theReferenceProxyChangesNothingButStlsInCapa() throws Exception {
    DirectRun run = run(backend.address(), backend.address());
    assertTrue(run.transparent());
    assertEquals(List.of(), run.varying());
    assertEquals(Set.of(Kind.CAPA), kinds(run.changes()));
    for (Change one : run.changes()) {
      assertEquals(Way.CLEAR, one.way());
      assertEquals("before login: CAPA", one.where());
      assertTrue(one.through().contains("STLS") && !one.straight().contains("STLS"));
    }
    assertEquals(1, run.changes().size());
  }

  @Test
  void behindQmailAListOfCapabilitiesIsAllowedToo(@TempDir Path folder) throws Exception {
    Path maildir = SampleMaildir.into(folder.resolve("Maildir"));
    var accounts = Map.of(Account.ALICE.name(), Account.ALICE.password());
    Set<String> before = names(maildir);
    try (var qmail = FakeQmail.listen(ANY, "pop.lab.test", maildir, accounts)) {
      DirectRun run = run(qmail.address(), qmail.address());
      assertTrue(run.transparent(), run.changes().toString());
      assertEquals(Set.of("before login: CAPA"), places(run.changes()));
      assertEquals(2, run.changes().size(), run.changes().toString());
    }
    assertEquals(before, names(maildir), "messages are there still");
  }

  /** Behind the colon stand flags, which qmail-pop3d sets at QUIT. */
  private static Set<String> names(Path maildir) throws Exception {
    try (var files = Files.walk(maildir)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString().split(":", 2)[0])
          .collect(Collectors.toSet());
    }
  }

  @Test
  void anotherGreetingIsFound() throws Exception {
    List<Change> changes = changes(meddler().replies("(?s)^(\\+OK.*<.*>.*)\r\n", "$1 + me\r\n"));
    assertEquals(Set.of(Kind.GREETING), kinds(changes));
    assertTrue(changes.get(0).through().contains("+ me"), changes.toString());
    assertTrue(changes.stream().anyMatch(one -> one.way() == Way.TLS));
  }

  @Test
  void aTimestampOfAnotherHostIsFoundAndAnotherTimeIsNot() throws Exception {
    assertEquals(
        Set.of(Kind.GREETING), kinds(changes(meddler().replies("^(\\+OK .*)@[^<>]+>", "$1@me>"))));
    assertEquals(List.of(), changes(meddler().replies("^(\\+OK .*)<[^<>@]+@", "$1<1.2@")));
  }

  @Test
  void aLineThatIsMissingInCapaIsFoundInClearAndInsideTls() throws Exception {
    List<Change> changes = changes(meddler().replies("^TOP\r\n", ""));
    assertEquals(Set.of(Kind.CAPA), kinds(changes));
    assertEquals(
        Set.of(Way.CLEAR, Way.TLS), changes.stream().map(Change::way).collect(Collectors.toSet()));
    assertEquals(Set.of("before login: CAPA", "after login: CAPA"), places(changes));
  }

  @Test
  void anotherTextOfAReplyIsFound() throws Exception {
    List<Change> changes = changes(meddler().commands("XSTLSPEC", "XSOMETHING LONG"));
    assertEquals(List.of(), changes, "the backend says the same to both");
    changes = changes(meddler().replies("^-ERR.*\r\n", "-ERR not with me\r\n"));
    assertTrue(kinds(changes).contains(Kind.REPLY), changes.toString());
    assertTrue(places(changes).contains("before login: XSTLSPEC"), changes.toString());
  }

  @Test
  void otherCountsOfOctetsAreFound() throws Exception {
    List<Change> changes = changes(meddler().replies("^2 \\d+\r\n", "2 1\r\n"));
    assertTrue(kinds(changes).contains(Kind.OCTETS), changes.toString());
    assertTrue(places(changes).contains("after login: LIST"), changes.toString());
  }

  @Test
  void anotherBodyIsFoundWithThePlace() throws Exception {
    List<Change> changes = changes(meddler().replies("^(?i)subject:", "Subject: SPAM"));
    assertEquals(Set.of(Kind.BODY), kinds(changes));
    assertTrue(places(changes).contains("after login: RETR 1"), changes.toString());
    Change first = changes.get(0);
    assertTrue(first.through().contains("SPAM"), first.toString());
    assertFalse(first.straight().contains("SPAM"), first.toString());
  }

  @Test
  void anotherOrderIsFound() throws Exception {
    List<Change> changes = changes(meddler().commands("STAT\r\nNOOP\r\n", "NOOP\r\nSTAT\r\n"));
    assertEquals(Set.of(Kind.ORDER), kinds(changes));
    assertEquals(Set.of("many commands in one segment: the replies"), places(changes));
  }

  @Test
  void anotherEndIsFound() throws Exception {
    try (StandIn unsound = StandIn.with(meddler().keepingOpen());
        var proxy = EmbeddedTarget.start(unsound.address(), TlsEngine.JSSE)) {
      var soon = Duration.ofSeconds(2);
      var run = DirectRun.of(proxy.address(), backend.address(), Account.ALICE, soon);
      Change end =
          run.changes().stream()
              .filter(one -> one.where().equals("after login: the end") && one.way() == Way.TLS)
              .findFirst()
              .orElseThrow();
      assertEquals(Kind.CLOSE, end.kind());
      assertEquals("connection closed in order", end.straight());
      assertEquals("nothing for 2000 ms", end.through());
    }
  }

  @Test
  void whatVariesByItselfIsNotBlamedOnTheProxy() throws Exception {
    var count = new AtomicInteger();
    try (var varying = ScriptedBackend.listen(ANY)) {
      varying.play(SCRIPT);
      Meddler changing =
          new Meddler(
              varying.address(),
              same -> same,
              line -> line.replace("+OK", "+OK " + count.incrementAndGet()),
              false);
      try (StandIn moody = StandIn.with(changing)) {
        DirectRun run = run(moody.address(), moody.address());
        assertTrue(run.transparent(), run.changes().toString());
        assertTrue(run.varying().contains("after login: STAT"), run.varying().toString());
      }
    }
  }

  @Test
  void noLoginAndNoTlsAreTroubleAndSaySo() throws Exception {
    try (StandIn polite = StandIn.with(new Polite());
        var refusing = ScriptedBackend.listen(ANY)) {
      refusing.play(SCRIPT.on("PASS", Act.send("-ERR no\r\n")));
      var refused =
          assertThrows(TargetTrouble.class, () -> run(refusing.address(), refusing.address()));
      assertTrue(refused.getMessage().contains("no login straight at the backend"));
      var clear =
          assertThrows(
              TargetTrouble.class,
              () -> DirectRun.of(polite.address(), backend.address(), Account.ALICE, PATIENCE));
      assertTrue(clear.getMessage().contains("no TLS through the target"), clear.getMessage());
    }
  }
}
