package org.stlspec.compare.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.stlspec.cli.Stlspec;
import org.stlspec.compare.target.Competitor;
import org.stlspec.compare.target.Competitors;
import org.stlspec.compare.target.Stage;
import org.stlspec.load.HeldSessions;
import org.stlspec.load.StubServer;
import org.stlspec.load.Unreachable;
import org.stlspec.load.maildrop.Maildrop;

/** The reference proxy in a process of its own, before a backend that sees who is there. */
class LiveAmongIdleTest {
  private static final int IDLE = 20;
  private static final int ALL = IDLE + LiveAmongIdle.LIVE;
  private static final int SLOW_MILLIS = 200;
  private static final String NOOP = "+OK" + " ".repeat(HeldSessions.OCTETS - 5) + "\r\n";

  private final AtomicInteger present = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private final Queue<Socket> loggedIn = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean losesOne = new AtomicBoolean();

  private void serve(Socket client) throws IOException, InterruptedException {
    most.accumulateAndGet(present.incrementAndGet(), Math::max);
    try {
      StubServer.pop3(client, line -> reply(client, line));
    } finally {
      present.decrementAndGet();
    }
  }

  /** NOOP takes its time as long as there are more than the live ones. */
  private String reply(Socket client, String line) throws InterruptedException, IOException {
    if (line.startsWith("PASS")) loggedIn.add(client);
    if (!line.startsWith("NOOP")) return line.equals("CAPA") ? "-ERR\r\n" : "+OK\r\n";
    if (present.get() > LiveAmongIdle.LIVE) TimeUnit.MILLISECONDS.sleep(SLOW_MILLIS);
    if (losesOne.getAndSet(false)) loggedIn.remove().close();
    return NOOP;
  }

  private Map<Figure, Double> measured() throws Exception {
    var sessions = new Sessions(Maildrop.of(List.of()), 0.5, 1);
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    try (var backend = new StubServer(this::serve);
        var stage = new Stage(java, javaOptions(), Path.of("unused"), 1, ALL)) {
      stage.backend(backend.address());
      try (var proxy = stage.start(fromClassPath(Competitors.all().get(0)))) {
        return new LiveAmongIdle(IDLE, sessions).measure(proxy);
      }
    }
  }

  private static List<String> javaOptions() {
    boolean asks = Runtime.version().feature() >= 24;
    return asks ? List.of("--enable-native-access=ALL-UNNAMED") : List.of();
  }

  private static Competitor fromClassPath(Competitor jar) {
    List<String> command = new ArrayList<>();
    for (String word : jar.command()) {
      switch (word) {
        case "-jar" -> command.add("-cp");
        case "{jar}" ->
            command.addAll(List.of(System.getProperty("java.class.path"), Stlspec.class.getName()));
        default -> command.add(word);
      }
    }
    return new Competitor(
        jar.name(), jar.kind(), true, true, true, command, jar.template(), "", "", List.of());
  }

  @Test
  void liveOnesAreMeasuredBesideAllIdleOnesAndThenAlone() throws Exception {
    Map<Figure, Double> found = measured();
    assertEquals(ALL, most.get());
    assertEquals(EnumSet.range(Figure.RSS_IDLE, Figure.LIVE_P99), found.keySet());
    assertTrue(found.get(Figure.LIVE_P50) >= SLOW_MILLIS * 1e3, found.toString());
    assertTrue(found.get(Figure.ALONE_P50) < SLOW_MILLIS * 1e3, found.toString());
    assertTrue(found.get(Figure.RSS_IDLE) > 10, found.toString());
  }

  @Test
  void anIdleOneThatIsLostIsNoFigure() {
    losesOne.set(true);
    String said = assertThrows(Unreachable.class, this::measured).getMessage();
    assertTrue(said.contains("closed"), said);
  }
}
