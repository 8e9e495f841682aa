package org.stlspec.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.NotSslRecordException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.stlspec.proxy.backend.Caller;

/** The words of the log. */
class TallyTest {

  @Test
  void aConnectionIsOneLineWithItsFirstReason() {
    List<String> log = new ArrayList<>();
    var tally = new Tally(7, "host/192.0.2.1:1234", log::add);
    tally.in(3);
    tally.in(4);
    tally.out(20);
    tally.out(30);
    tally.protectedBy("TLSv1.3");
    tally.ended("first \"reason\"");
    tally.ended("second");
    assertEquals(1, log.size());
    String line = log.get(0);
    String head = "connection=7 peer=192.0.2.1:1234 tls=\"TLSv1.3\" in=7 out=50 millis=";
    assertTrue(line.startsWith(head), line);
    assertTrue(line.endsWith(" end=\"first \\\"reason\\\"\""), line);
    long millis = Long.parseLong(line.substring(head.length()).split(" ", 2)[0]);
    assertTrue(millis >= 0 && millis < 60_000, line);
  }

  @Test
  void aPeerThatIsKnownBetterReplacesTheFirst() {
    List<String> log = new ArrayList<>();
    var tally = new Tally(1, "/192.0.2.1:1", log::add);
    tally.peer("/192.0.2.2:2");
    tally.ended("");
    assertTrue(log.get(0).startsWith("connection=1 peer=192.0.2.2:2 tls=\"plain\" in=0 "));
  }

  @Test
  void theProgramsOfASessionHaveTheirLinesUnderItsNumber() {
    List<String> log = new ArrayList<>();
    var remote = Optional.of(new InetSocketAddress(1));
    Caller caller = new Tally(7, "", log::add).caller(remote, Optional.empty());
    caller.log().note(42, "exit", "1");
    assertEquals(List.of("connection=7 pid=42 exit=\"1\""), log);
    assertEquals(remote, caller.remote());
    assertEquals(7, caller.connection());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "a b~, a b~",
        "say \"x\", say \\\"x\\\"",
        "a\\b, a\\\\b",
        "`a\tb`, a\\x09b",
        "`\u007f\u00e9`, \\x7f\\xe9"
      })
  void textOfOthersIsPrintable(String text, String escaped) {
    assertEquals(escaped, Escaped.of(text));
  }

  @Test
  void textOfOthersIsCut() {
    assertEquals("x".repeat(160), Escaped.of("x".repeat(161)));
    assertEquals("x".repeat(160), Escaped.of("x".repeat(160)));
  }

  static Stream<Arguments> troubles() {
    var broken = new SSLException("bad record");
    return Stream.of(
        Arguments.of(broken, "broke TLS: bad record"),
        Arguments.of(new DecoderException(broken), "broke TLS: bad record"),
        Arguments.of(new NotSslRecordException("70617373"), "sent something else than TLS"),
        Arguments.of(new IOException("reset"), "failed: reset"),
        Arguments.of(
            new DecoderException("odd"), "failed: " + DecoderException.class.getName() + ": odd"),
        Arguments.of(
            new IllegalStateException("odd"), "failed: java.lang.IllegalStateException: odd"));
  }

  @ParameterizedTest
  @MethodSource("troubles")
  void troubleIsAFewWords(Throwable cause, String words) {
    assertEquals(words, Trouble.of(cause));
  }
}
