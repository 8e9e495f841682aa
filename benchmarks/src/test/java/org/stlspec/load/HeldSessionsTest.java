package org.stlspec.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stlspec.load.client.Mode;
import org.stlspec.load.figures.Figures;
import org.stlspec.load.figures.Phase;
import org.stlspec.load.maildrop.MailServer;
import org.stlspec.load.maildrop.Maildrop;

/** Sessions that stay: idle, or with round trips for a while. */
class HeldSessionsTest {
  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private static String grown(Plans plans, int count) {
    return assertThrows(
            Unreachable.class,
            () -> {
              try (var run = new Run(plans.plan());
                  var held = run.held()) {
                held.growTo(count);
                held.roundTrips(Duration.ofMillis(10));
              }
            })
        .getMessage();
  }

  @Test
  void roundTripsAreThoseOfTheTimeAskedFor() throws Exception {
    try (var server = MailServer.start(ANY_PORT, Maildrop.of(List.of(200)), 1);
        var run = new Run(Plans.against(server.address()).plan());
        var held = run.held()) {
      held.growTo(2);
      held.growTo(70);
      Figures first = held.roundTrips(Duration.ofMillis(500));
      Figures second = held.roundTrips(Duration.ofMillis(100));
      long trips = first.summary(Phase.NOOP).orElseThrow().count();
      assertTrue(trips > 0, () -> trips + " round trips");
      assertTrue(second.summary(Phase.NOOP).orElseThrow().count() > 0);
      held.requireAll();
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void whoIsNotLetInFailsAll(Mode mode) throws Exception {
    try (var server = new StubServer(client -> {})) {
      assertTrue(grown(Plans.against(server.address()).mode(mode), 3).contains(": closed: "));
    }
  }

  /** What comes of one session with a server that answers everything else with {@code +OK}. */
  private static String answered(String toNoop) throws Exception {
    StubServer.Replies replies =
        line -> line.startsWith("NOOP") ? toNoop : line.equals("CAPA") ? "-ERR\r\n" : "+OK\r\n";
    try (var server = new StubServer(client -> StubServer.pop3(client, replies))) {
      return grown(Plans.against(server.address()), 1);
    }
  }

  @Test
  void aReplyOfAnotherSizeIsWrong() throws Exception {
    assertEquals("noop: wrong-content: 11 octets for 64", answered("+OK short\r\n"));
  }

  @Test
  void anErrorIsOne() throws Exception {
    assertEquals("noop: err: '-ERR no'", answered("-ERR no\r\n"));
  }

  @Test
  void octetsThatNobodyAskedForAreWrong() throws Exception {
    StubServer.Replies replies =
        line ->
            line.startsWith("PASS")
                ? "+OK\r\n+OK\r\n"
                : line.equals("CAPA") ? "-ERR\r\n" : "+OK\r\n";
    try (var server = new StubServer(client -> StubServer.pop3(client, replies))) {
      assertTrue(grown(Plans.against(server.address()), 1).contains(": malformed: "));
    }
  }
}
