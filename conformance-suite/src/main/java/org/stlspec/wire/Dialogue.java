package org.stlspec.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Steps of a client, read from a file. */
public final class Dialogue {
  private sealed interface Step {
    /** Why the step went other than written; empty if it did not. */
    Optional<String> play(Client client);
  }

  private record Send(Octets octets) implements Step {
    @Override
    public Optional<String> play(Client client) {
      client.send(octets);
      return Optional.empty();
    }
  }

  private record Line(Optional<Octets> expected) implements Step {
    @Override
    public Optional<String> play(Client client) {
      Reply reply = client.reply();
      boolean right = reply.end().isEmpty() && expected.map(reply.octets()::equals).orElse(true);
      return right
          ? Optional.empty()
          : Optional.of(
              "expected "
                  + expected.map(Octets::toString).orElse("a line")
                  + ", got "
                  + reply.seen());
    }
  }

  private record Lines() implements Step {
    @Override
    public Optional<String> play(Client client) {
      MultiLine lines = client.multiLine();
      return lines.complete()
          ? Optional.empty()
          : Optional.of("expected a multi-line response, got " + lines.seen());
    }
  }

  private record Tls() implements Step {
    @Override
    public Optional<String> play(Client client) {
      Handshake handshake = client.handshake();
      return handshake.established()
          ? Optional.empty()
          : Optional.of("expected a TLS handshake, got " + handshake.seen());
    }
  }

  private record Finish() implements Step {
    @Override
    public Optional<String> play(Client client) {
      client.finish();
      return Optional.empty();
    }
  }

  private record Reset() implements Step {
    @Override
    public Optional<String> play(Client client) {
      client.reset();
      return Optional.empty();
    }
  }

  private final List<Step> steps;

  private Dialogue(List<Step> steps) {
    this.steps = steps;
  }

  /**
   * Reads a dialogue.
   *
   * @throws IllegalArgumentException naming the line that is no step
   */
  public static Dialogue parse(List<String> lines) {
    List<Step> steps = new ArrayList<>();
    for (int number = 1; number <= lines.size(); number++) {
      String line = lines.get(number - 1);
      if (!line.isBlank() && !line.startsWith("#")) {
        steps.add(step(line, number));
      }
    }
    return new Dialogue(List.copyOf(steps));
  }

  private static Step step(String line, int number) {
    try {
      if (line.startsWith("C:")) {
        return new Send(Octets.unescape(line.substring(2).stripLeading()));
      } else if (line.startsWith("S:")) {
        String expected = line.substring(2).stripLeading();
        return new Line(
            expected.isEmpty() ? Optional.empty() : Optional.of(Octets.unescape(expected)));
      }
      return switch (line.strip()) {
        case "S*:" -> new Lines();
        case "TLS" -> new Tls();
        case "FIN" -> new Finish();
        case "RST" -> new Reset();
        default -> throw new IllegalArgumentException("not a step: " + line);
      };
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("line " + number + ": " + e.getMessage(), e);
    }
  }

  /**
   * Plays the steps until one goes other than written.
   *
   * @return the difference; empty if there was none
   */
  public Optional<String> play(Client client) {
    for (Step step : steps) {
      Optional<String> difference = step.play(client);
      if (difference.isPresent()) {
        return difference;
      }
    }
    return Optional.empty();
  }
}
