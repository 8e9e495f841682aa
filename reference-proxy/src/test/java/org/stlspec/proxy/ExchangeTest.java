package org.stlspec.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stlspec.proxy.Exchange.State;
import org.stlspec.proxy.backend.BackendAddress;

/** Replies of the backend, whole and in every two pieces. */
@ExtendWith(NoLeaks.class)
class ExchangeTest {
  private static final ProxySettings SETTINGS =
      ProxySettings.to(new BackendAddress.Tcp("localhost", 1));

  /** What the client sees of a reply, in clear or inside TLS. */
  private static String seen(
      String command, boolean insideTls, UnaryOperator<ProxySettings> settings, String... parts)
      throws Violation {
    var capa = new CapaList(settings.apply(SETTINGS), insideTls);
    var exchange = new Exchange(new Command(command, ""), capa);
    var lines = new LineBuffer(ByteBufAllocator.DEFAULT, 1000);
    var out = new StringBuilder();
    try {
      for (String part : parts) {
        lines.add(octets(part));
        for (var line = lines.next(); line.isPresent(); line = lines.next()) {
          exchange.reply(line.get(), octets -> append(out, octets));
        }
      }
    } finally {
      lines.drop();
    }
    assertEquals(State.ACCEPTED, exchange.state());
    assertEquals(command, exchange.command().keyword());
    return out.toString();
  }

  private static ByteBuf octets(String text) {
    return ByteBufAllocator.DEFAULT.buffer().writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static void append(StringBuilder out, ByteBuf octets) {
    out.append(octets.toString(StandardCharsets.ISO_8859_1));
    octets.release();
  }

  private static void assertEverySplit(String reply, String plain, String tls) throws Violation {
    for (int at = 0; at <= reply.length(); at++) {
      String head = reply.substring(0, at);
      String tail = reply.substring(at);
      assertEquals(plain, seen("CAPA", false, s -> s, head, tail), "split at " + at);
      assertEquals(tls, seen("CAPA", true, s -> s, head, tail), "split at " + at);
    }
    assertEquals(plain, seen("CAPA", false, s -> s, reply.split("(?<=.)")));
  }

  @Test
  void stlsIsAddedLastBeforeTlsAndRemovedInAnySpelling() throws Violation {
    assertEverySplit(
        "+OK x\r\nTOP\r\nSTLS\r\nstls\r\nStLs \r\nSTLS\tx\r\nUIDL\r\n.\r\n",
        "+OK x\r\nTOP\r\nUIDL\r\nSTLS\r\n.\r\n",
        "+OK x\r\nTOP\r\nUIDL\r\n.\r\n");
  }

  @Test
  void allOtherLinesStayAsTheyAre() throws Violation {
    String list =
        String.join(
            "\r\n",
            "IMPLEMENTATION STLS  server",
            "SASL\tSTLS PLAIN",
            "X-STLS",
            "STLSX",
            "STLS-FOO",
            "x \u00e9 ",
            "UIDL\n");
    assertEverySplit(
        "+OK\r\n" + list + ".\r\n", "+OK\r\n" + list + "STLS\r\n.\r\n", "+OK\r\n" + list + ".\r\n");
  }

  @Test
  void anEmptyListAndABareLfAtTheEndWork() throws Violation {
    assertEverySplit("+OK\r\n.\n", "+OK\r\nSTLS\r\n.\n", "+OK\r\n.\n");
  }

  @Test
  void aBackendWithoutCapaIsGivenAList() throws Violation {
    String list = "+OK capabilities\r\nUSER\r\nTOP\r\nUIDL\r\n";
    assertEverySplit("-ERR authorization first\r\n", list + "STLS\r\n.\r\n", list + ".\r\n");
  }

  @Test
  void requiringTlsHidesLoginsBeforeIt() throws Violation {
    String reply = "+OK\r\nUSER\r\nSASL PLAIN\r\nTOP\r\n.\r\n";
    assertEquals(
        "+OK\r\nTOP\r\nSTLS\r\n.\r\n", seen("CAPA", false, s -> s.requireTls(true), reply));
    assertEquals(reply, seen("CAPA", true, s -> s.requireTls(true), reply));
    assertEquals(
        "+OK capabilities\r\nTOP\r\nUIDL\r\nSTLS\r\n.\r\n",
        seen("CAPA", false, s -> s.requireTls(true), "-ERR\r\n"));
  }

  @Test
  void otherListsAreNotEdited() throws Violation {
    String list = "+OK\r\nSTLS\r\nPLAIN\r\n.\r\n";
    assertEquals(list, seen("AUTH", false, s -> s, list));
  }

  @Test
  void aListWithoutEndIsAViolation() {
    UnaryOperator<ProxySettings> few = s -> s.limits(s.limits().capabilities(3, 1000));
    UnaryOperator<ProxySettings> small = s -> s.limits(s.limits().capabilities(100, 8));
    String reply = "+OK\r\nA\r\nB\r\nC\r\nD\r\n.\r\n";
    assertThrows(Violation.class, () -> seen("CAPA", false, few, reply));
    assertThrows(Violation.class, () -> seen("CAPA", false, small, reply));
  }

  @Test
  void aListOfTheGreatestSizePasses() throws Violation {
    UnaryOperator<ProxySettings> exact = s -> s.limits(s.limits().capabilities(3, 9));
    assertEquals("+OK\r\nA\r\nB\r\n.\r\n", seen("CAPA", true, exact, "+OK\r\nA\r\nB\r\n.\r\n"));
  }

  @ParameterizedTest
  @CsvSource({
    "AUTH, true, '+ abc', CHALLENGED", "AUTH, true, +, CHALLENGED",
    "AUTH, true, +OK, ACCEPTED", "AUTH, true, -ERR no, REFUSED",
    "AUTH, true, '+ OK', CHALLENGED", "AUTH, false, '+OK list', AWAITED",
    "USER, true, '+ x', REFUSED", "LANG, false, +OK, AWAITED",
    "LANG, true, +OK, ACCEPTED", "CAPA, true, -ERR, REFUSED",
    "NOOP, false, hello, REFUSED"
  })
  void theStatusLineDecides(String keyword, boolean argument, String status, State state)
      throws Violation {
    var exchange =
        new Exchange(new Command(keyword, argument ? "X" : ""), new CapaList(SETTINGS, false));
    exchange.reply(new Line(octets(status + "\r\n")), octets -> octets.release());
    assertEquals(state, exchange.state());
  }

  @Test
  void ownCapabilitiesAreCheckedWhenTheyAreSet() {
    for (String bad : List.of("", " X", ".X", "A\r\nB", "STLS", "stls x", "\u00e9")) {
      assertThrows(
          IllegalArgumentException.class, () -> SETTINGS.capabilities(List.of("TOP", bad)), bad);
    }
  }
}
