package org.stlspec.suite;

import static org.stlspec.suite.CaseResult.RUN_WITH_SLOW;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.stlspec.qmail.script.Act;
import org.stlspec.qmail.script.Script;
import org.stlspec.target.TargetTrouble;
import org.stlspec.verdict.Inconclusive;
import org.stlspec.wire.Client;
import org.stlspec.wire.MultiLine;
import org.stlspec.wire.Reply;
import org.stlspec.wire.Transcript;

/** Finds out what a target offers, by plain well-behaved sessions. */
final class Probe {
  private static final String MARK = "stlspec-probe";
  private static final Script MARKED =
      Script.modern()
          .greeting(Act.send("+OK " + MARK + "\r\n"))
          .capabilities("TOP", "UIDL", "USER", "X-" + MARK);
  private static final Script OF_ANOTHER = Script.modern().account(MARK, MARK);

  // A target that dials at connect has long dialled when it has answered; this is for slow ones.
  private static final Duration DIAL = Duration.ofMillis(300);

  // All later verdicts rest on these sessions, and the first of a target may be slow by nature:
  // they are not cut short by a patience that is meant for targets that stall.
  private static final Duration AMPLE = Duration.ofSeconds(3);

  // Between what a loaded machine takes and what servers wait on purpose.
  private static final Duration SLOW = Duration.ofMillis(1500);

  private final Stage stage;
  private final Map<Need, String> missing = new EnumMap<>(Need.class);

  private Probe(Stage stage) {
    this.stage = stage;
  }

  /**
   * The traits of the target.
   *
   * @throws TargetTrouble if it has gone meanwhile
   */
  static Profile of(Stage stage) throws TargetTrouble {
    var probe = new Probe(stage.patientFor(AMPLE));
    try {
      probe.inClear();
      probe.behindCommands();
      probe.loginInClear();
      probe.refusalInClear();
      probe.insideTls();
      probe.refusalInsideTls();
    } catch (Inconclusive e) {
      throw new TargetTrouble(stage.target().name() + ": " + e.getMessage());
    }
    return new Profile(probe.missing);
  }

  /**
   * Sanity: the target greets, answers CAPA and reacts to QUIT.
   *
   * @throws TargetTrouble saying what was seen instead
   */
  static void sanity(Stage played) throws TargetTrouble {
    Stage stage = played.patientFor(AMPLE);
    stage.backend().ifPresent(backend -> backend.play(Script.modern()));
    try (Client client = stage.client(stage.target().address(), new Transcript())) {
      Reply greeting = client.greeting();
      requireClear(greeting, client);
      require(greeting.positive(), "no greeting with +OK", greeting);
      Reply capa = client.capa().status();
      require(capa.answered() || capa.left(), "no reply to CAPA", capa);
      if (capa.answered()) {
        Reply quit = client.command("QUIT");
        require(quit.answered() || quit.left(), "no reply to QUIT", quit);
      }
    } catch (Inconclusive e) {
      throw new TargetTrouble(stage.target().name() + ": " + e.getMessage());
    }
  }

  /** The port for TLS from the first octet is easily taken for the other. */
  private static void requireClear(Reply greeting, Client client) throws TargetTrouble {
    boolean silent = greeting.octets().isEmpty() && !greeting.left();
    if (silent && client.handshake().established()) {
      throw new TargetTrouble(
          "STLS is not offered: this port speaks TLS from the first octet, as 995 does;"
              + " name the one that greets in clear, as 110 does");
    }
  }

  private static void require(boolean holds, String otherwise, Reply seen) throws TargetTrouble {
    if (!holds) {
      throw new TargetTrouble(otherwise + ", but " + seen.seen());
    }
  }

  private Client client(Script script) {
    stage.backend().ifPresent(backend -> backend.play(script));
    return stage.client(stage.target().address(), new Transcript());
  }

  private void inClear() {
    try (Client client = client(MARKED)) {
      Reply greeting = client.greeting();
      if (!greeting.text().contains(MARK)) {
        missing.put(Need.BACKEND_GREETING, "the target greets by itself: " + greeting.seen());
      }
      MultiLine capa = client.capa();
      if (!capa.has("X-" + MARK)) {
        missing.put(Need.BACKEND_CAPA, "the target answers CAPA by itself: " + capa.seen());
      }
      Reply noop = client.command("NOOP");
      if (!noop.answered()) {
        missing.put(Need.COMMANDS_IN_CLEAR, "NOOP before STLS was met with " + noop.seen());
      }
      dialled();
    }
  }

  private void dialled() {
    boolean seen =
        stage.scripted().map(backend -> backend.session(1, DIAL)).flatMap(s -> s).isPresent();
    if (!seen) {
      missing.put(Need.BACKEND_AT_CONNECT, "the target contacts its backend only at login");
    }
  }

  /** Who has one backend connection only may withdraw the offer, as long as CAPA says so. */
  private void behindCommands() {
    try (Client client = client(Script.modern())) {
      client.greeting();
      if (!client.capa().has("STLS") || !client.command("XSTLSPEC").negative()) return;
      MultiLine capa = client.capa();
      if (capa.complete() && !capa.has("STLS")) {
        missing.put(
            Need.STLS_BEHIND_COMMANDS,
            "behind other commands STLS is no longer offered: " + capa.seen());
      }
    }
  }

  private void loginInClear() {
    try (Client client = client(Script.modern())) {
      client.greeting();
      failedLogin(client)
          .ifPresent(why -> missing.put(Need.LOGIN_IN_CLEAR, "no login in clear: " + why));
    }
  }

  private void insideTls() {
    try (Client client = client(MARKED)) {
      client.greeting();
      Reply stls = client.command("STLS");
      if (!stls.positive()) {
        noTls("STLS is not offered: STLS was met with " + stls.seen());
        return;
      }
      var handshake = client.handshake();
      if (!handshake.established()) {
        noTls("STLS leads to no TLS: behind its +OK the handshake ended in " + handshake.seen());
        return;
      }
      MultiLine capa = client.capa();
      if (!capa.has("X-" + MARK)) {
        missing.put(
            Need.BACKEND_CAPA_INSIDE_TLS,
            "inside TLS the target answers CAPA by itself: " + capa.seen());
      }
      failedLogin(client).ifPresent(why -> missing.put(Need.LOGIN, "no login inside TLS: " + why));
    }
  }

  private void refusalInClear() {
    if (!missing.containsKey(Need.LOGIN_IN_CLEAR)) {
      try (Client client = client(Script.modern())) {
        client.greeting();
        refusal(client);
      }
      loginOfAnother(Client::greeting);
    }
  }

  private void refusalInsideTls() {
    boolean known = !missing.containsKey(Need.LOGIN_IN_CLEAR);
    if (!known && !missing.containsKey(Need.LOGIN)) {
      try (Client client = client(Script.modern())) {
        client.secured();
        refusal(client);
      }
      loginOfAnother(Client::secured);
    }
  }

  /** With an account that none but the backend can know. */
  private void loginOfAnother(Consumer<Client> begin) {
    if (stage.scripted().isEmpty()) {
      return;
    }
    try (Client client = client(OF_ANOTHER)) {
      begin.accept(client);
      client.command("USER " + MARK);
      Reply pass = client.login("PASS " + MARK);
      if (!pass.positive()) {
        missing.put(Need.BACKEND_LOGIN, "the target decides about logins itself: " + pass.seen());
      }
    }
  }

  /** In server mode nothing is tried: it would slow down every login of this run. */
  private void refusal(Client client) {
    if (stage.slow()) {
      return;
    }
    if (stage.scripted().isEmpty()) {
      missing.put(Need.QUICK_REFUSAL, "a refused login slows many servers down: " + RUN_WITH_SLOW);
      return;
    }
    client.command("USER " + stage.account().orElseThrow().name());
    long begin = System.nanoTime();
    client.login("PASS not-" + stage.account().orElseThrow().password());
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    if (took.compareTo(SLOW) > 0) {
      missing.put(
          Need.QUICK_REFUSAL,
          "a refused login took "
              + took.toMillis()
              + " ms, the next may take more: "
              + RUN_WITH_SLOW);
    }
  }

  private void noTls(String why) {
    missing.put(Need.STLS, why);
    missing.put(Need.LOGIN, why);
    missing.put(Need.BACKEND_CAPA_INSIDE_TLS, why);
  }

  /** Why login does not work; empty if it does. */
  private Optional<String> failedLogin(Client client) {
    if (stage.account().isEmpty()) {
      return Optional.of("no account known (--user and --password)");
    }
    var account = stage.account().get();
    Reply user = client.command("USER " + account.name());
    if (!user.positive()) {
      return Optional.of("USER was met with " + user.seen());
    }
    Reply pass = client.login("PASS " + account.password());
    return pass.positive() ? Optional.empty() : Optional.of("PASS was met with " + pass.seen());
  }
}
