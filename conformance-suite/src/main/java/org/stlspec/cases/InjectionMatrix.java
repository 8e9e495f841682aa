package org.stlspec.cases;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.stlspec.suite.CaseRun;
import org.stlspec.verdict.Finding;
import org.stlspec.verdict.Judge;
import org.stlspec.wire.Backend;
import org.stlspec.wire.Client;
import org.stlspec.wire.Octets;
import org.stlspec.wire.TlsOptions;

/**
 * What is smuggled, where, and with which line ends: every cell is judged inside TLS and at the
 * backend. What races the switch to TLS is tried more than once.
 */
final class InjectionMatrix {
  /** What is smuggled in clear; {@code |} stands for each line end in turn. */
  enum Payload {
    CAPA("CAPA|"),
    USER("USER mallory|"),
    USER_PASS("USER mallory|PASS x|"),
    NOOP("NOOP|"),
    PARTIAL_LINE("XSTL", "XSTL\r", "NOOP|XSTL");

    private static final List<String> LINE_ENDS = List.of("\r\n", "\n", "\r", "\0");

    @SuppressWarnings("ImmutableEnumChecker") // List.of
    private final List<String> forms;

    Payload(String... forms) {
      this.forms = List.of(forms);
    }

    List<String> octets() {
      return LINE_ENDS.stream()
          .flatMap(end -> forms.stream().map(form -> form.replace("|", end)))
          .distinct()
          .toList();
    }
  }

  /** Where it is put. */
  enum Placement {
    SAME_SEGMENT(1),
    NEXT_SEGMENT(3),
    OCTETWISE(2),
    AFTER_OK(1),
    IN_FRONT_OF_CLIENT_HELLO(1);

    private final int attempts;

    Placement(int attempts) {
      this.attempts = attempts;
    }

    private void play(Client client, String octets, int attempt, Judge judge) {
      switch (this) {
        case SAME_SEGMENT -> Injected.judge(client, "STLS\r\n" + octets, judge);
        case NEXT_SEGMENT -> {
          client.send("STLS\r\n");
          breathe(client, attempt);
          Injected.judge(client, octets, judge);
        }
        case OCTETWISE -> {
          octetwise(client, "STLS\r\n" + octets, attempt);
          Injected.judgeAnswer(client, judge);
        }
        case AFTER_OK -> {
          client.command("STLS").ok();
          client.send(octets).breathe();
          Injected.judgeHandshake(client, client.handshake(), judge);
        }
        case IN_FRONT_OF_CLIENT_HELLO -> {
          client.command("STLS").ok();
          client.sendRaw(Octets.of(octets).plus(client.hello(TlsOptions.usual())));
          Injected.judgeHandshake(client, client.finishHandshake(), judge);
        }
      }
    }

    private static void breathe(Client client, int times) {
      for (int i = 0; i < times; i++) {
        client.breathe();
      }
    }

    /** The first time in segments of their own, later as fast as it goes. */
    private static void octetwise(Client client, String octets, int attempt) {
      if (attempt == 0) {
        client.sendOctetwise(octets);
      } else {
        octets.chars().forEach(octet -> client.send(String.valueOf((char) octet)));
      }
    }
  }

  private final CaseRun run;
  private final Set<String> usual = new HashSet<>();

  private InjectionMatrix(CaseRun run) {
    this.run = run;
  }

  /** Plays this payload at this place with every line end. */
  static void play(CaseRun run, Judge judge, Placement placement, Payload payload) {
    var matrix = new InjectionMatrix(run);
    run.backendLeg().ifPresent(matrix::learnTheUsual);
    Map<String, Integer> sound = new TreeMap<>();
    payload.octets().forEach(octets -> matrix.cell(placement, octets, sound));
    judge.observed(counted(sound, placement.attempts * payload.octets().size()));
  }

  /** What the target tells its backend in such a session without an injection. */
  private void learnTheUsual(Backend backend) {
    try (Client client = run.client()) {
      client.secured();
      client.command("QUIT");
    }
    backend.ended();
    usual.addAll(backend.lines());
  }

  private void cell(Placement placement, String octets, Map<String, Integer> sound) {
    Map<String, Integer> unsound = new TreeMap<>();
    String expected = "";
    for (int attempt = 0; attempt < placement.attempts; attempt++) {
      try {
        sound.merge(attempt(placement, octets, attempt), 1, Integer::sum);
      } catch (Finding finding) {
        expected = finding.expected();
        unsound.merge(finding.observed(), 1, Integer::sum);
      }
    }
    if (!unsound.isEmpty()) {
      throw new Finding(
          expected, "behind '" + Octets.of(octets) + "' " + counted(unsound, placement.attempts));
    }
  }

  private static String counted(Map<String, Integer> outcomes, int of) {
    return outcomes.entrySet().stream()
        .map(one -> one.getKey() + " (" + one.getValue() + " of " + of + ")")
        .collect(Collectors.joining(", "));
  }

  private String attempt(Placement placement, String octets, int attempt) {
    var outcome = new Judge();
    int before = run.backendLeg().map(Backend::sessions).orElse(0);
    try (Client client = run.client()) {
      client.greeting().ok();
      placement.play(client, octets, attempt, outcome);
    }
    if (!outcome.observations().startsWith(Injected.REFUSED)) {
      run.backendLeg().ifPresent(leg -> mustHaveSeenOnlyTheUsual(leg, before));
    }
    return outcome.observations();
  }

  private void mustHaveSeenOnlyTheUsual(Backend backend, int before) {
    backend.ended();
    for (int number = before + 1; number <= backend.sessions(); number++) {
      backend.session(number).lines().forEach(this::mustBeUsual);
    }
  }

  private void mustBeUsual(String line) {
    if (!usual.contains(line)) {
      throw new Finding(
          "nothing at the backend that a session without injection does not bring",
          "the line '" + Octets.of(line) + "' at the backend");
    }
  }
}
