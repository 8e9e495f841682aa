package org.stlspec.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stlspec.load.figures.Phase.CAPA;
import static org.stlspec.load.figures.Phase.CAPA_TLS;
import static org.stlspec.load.figures.Phase.CONNECT;
import static org.stlspec.load.figures.Phase.GREETING;
import static org.stlspec.load.figures.Phase.HANDSHAKE_FULL;
import static org.stlspec.load.figures.Phase.HANDSHAKE_RESUMED;
import static org.stlspec.load.figures.Phase.LIST;
import static org.stlspec.load.figures.Phase.LOGIN;
import static org.stlspec.load.figures.Phase.QUIT;
import static org.stlspec.load.figures.Phase.RETR;
import static org.stlspec.load.figures.Phase.SERVICE;
import static org.stlspec.load.figures.Phase.SESSION;
import static org.stlspec.load.figures.Phase.STAT;
import static org.stlspec.load.figures.Phase.STLS;
import static org.stlspec.load.figures.Phase.WAIT;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stlspec.load.client.ClientTls.Engine;
import org.stlspec.load.client.Mode;
import org.stlspec.load.figures.Phase;
import org.stlspec.load.maildrop.MailServer;
import org.stlspec.load.maildrop.Maildrop;
import org.stlspec.proxy.tls.TlsEngine;
import org.stlspec.target.EmbeddedTarget;

/** Whole sessions with the reference proxy before the served maildrop. */
class ModesTest {
  private static final Maildrop MAILDROP = Maildrop.of(List.of(128, 1000, 300_000));

  private static MailServer server;
  private static EmbeddedTarget proxy;

  @BeforeAll
  static void start() throws Exception {
    var anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    server = MailServer.start(anyPort, MAILDROP, 1);
    proxy = EmbeddedTarget.start(server.address(), TlsEngine.AUTO);
  }

  @AfterAll
  static void stop() {
    proxy.close();
    server.close();
  }

  private static Plans plans(Mode mode) {
    return Plans.against(mode == Mode.TLS ? proxy.tlsAddress().orElseThrow() : proxy.address())
        .mode(mode)
        .served(MAILDROP)
        .commands("STAT, LIST, RETR *");
  }

  private static Set<Phase> phases(Outcome outcome) {
    assertEquals(List.of(), outcome.figures().errors());
    return Arrays.stream(Phase.values())
        .filter(phase -> outcome.figures().times(phase).isPresent())
        .collect(Collectors.toSet());
  }

  private static Set<Phase> always(Phase... more) {
    Set<Phase> phases =
        EnumSet.of(WAIT, CONNECT, GREETING, LOGIN, STAT, LIST, RETR, QUIT, SERVICE, SESSION);
    phases.addAll(List.of(more));
    return phases;
  }

  @Test
  void inClear() throws Exception {
    assertEquals(always(CAPA), phases(plans(Mode.PLAIN).play()));
  }

  @Test
  void implicitTls() throws Exception {
    assertEquals(always(HANDSHAKE_FULL, CAPA_TLS), phases(plans(Mode.TLS).play()));
  }

  @Test
  void stls() throws Exception {
    Outcome outcome = plans(Mode.STLS).play();
    assertEquals(always(CAPA, STLS, HANDSHAKE_FULL, CAPA_TLS), phases(outcome));
    assertEquals(3, outcome.figures().times(RETR).orElseThrow().getTotalCount());
    assertTrue(outcome.figures().octets() > 300_000);
  }

  @ParameterizedTest
  @CsvSource({"BORINGSSL,TLSv1.2", "BORINGSSL,TLSv1.3", "JSSE,TLSv1.2", "JSSE,TLSv1.3"})
  void resumption(Engine engine, String version) throws Exception {
    Outcome outcome =
        plans(Mode.STLS)
            .engine(engine)
            .versions(version)
            .resumed(100)
            .course(Plans.sessions(1, 4))
            .play();
    assertEquals(List.of(), outcome.figures().errors());
    assertEquals(1, outcome.figures().times(HANDSHAKE_FULL).orElseThrow().getTotalCount());
    assertEquals(3, outcome.figures().times(HANDSHAKE_RESUMED).orElseThrow().getTotalCount());
  }

  @ParameterizedTest
  @CsvSource({"BORINGSSL", "JSSE"})
  void noResumptionUnlessAsked(Engine engine) throws Exception {
    Outcome outcome = plans(Mode.STLS).engine(engine).course(Plans.sessions(1, 4)).play();
    assertEquals(4, outcome.figures().times(HANDSHAKE_FULL).orElseThrow().getTotalCount());
  }

  @Test
  void theProbeSaysWhatIsWrong() throws Exception {
    try (var run = new Run(plans(Mode.STLS).commands("RETR 4").plan())) {
      String said = assertThrows(Unreachable.class, run::probe).getMessage();
      assertTrue(said.startsWith("no session can be had at target: retr: err: '-ERR"), said);
    }
  }
}
