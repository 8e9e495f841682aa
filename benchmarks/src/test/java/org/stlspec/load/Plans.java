package org.stlspec.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.stlspec.load.client.Account;
import org.stlspec.load.client.ClientTls;
import org.stlspec.load.client.Dialogue;
import org.stlspec.load.client.Mode;
import org.stlspec.load.maildrop.Maildrop;

/** Plans for tests: one event loop, in clear, nothing before what is measured. */
final class Plans {
  static final Account ALICE = new Account("alice", "wonderland");

  private InetSocketAddress target;
  private Mode mode = Mode.PLAIN;
  private ClientTls.Engine engine = ClientTls.Engine.JSSE;
  private List<String> versions = List.of("TLSv1.3", "TLSv1.2");
  private int resumed;
  private String commands = "STAT, LIST, RETR 1";
  private Course course = sessions(1, 1);
  private Duration patience = Duration.ofSeconds(10);
  private Optional<Maildrop> served = Optional.empty();

  private Plans(InetSocketAddress target) {
    this.target = target;
  }

  static Plans against(InetSocketAddress target) {
    return new Plans(target);
  }

  /** A closed loop that ends after so many sessions. */
  static Course sessions(int users, long count) {
    return new Course(
        OptionalInt.of(users),
        0,
        1,
        Duration.ZERO,
        Duration.ZERO,
        Duration.ofSeconds(30),
        OptionalLong.of(count));
  }

  /** An open loop. */
  static Course rate(double rate, int mostOpen, Duration duration) {
    return new Course(
        OptionalInt.empty(),
        rate,
        mostOpen,
        Duration.ZERO,
        Duration.ZERO,
        duration,
        OptionalLong.empty());
  }

  Plans mode(Mode other) {
    mode = other;
    return this;
  }

  Plans engine(ClientTls.Engine other) {
    engine = other;
    return this;
  }

  Plans versions(String... others) {
    versions = List.of(others);
    return this;
  }

  Plans resumed(int percent) {
    resumed = percent;
    return this;
  }

  Plans commands(String other) {
    commands = other;
    return this;
  }

  Plans course(Course other) {
    course = other;
    return this;
  }

  Plans patience(Duration other) {
    patience = other;
    return this;
  }

  Plans served(Maildrop maildrop) {
    served = Optional.of(maildrop);
    return this;
  }

  Plan plan() {
    return new Plan(
        "target",
        "127.0.0.1",
        target,
        mode,
        engine,
        ClientTls.Offer.of(versions),
        resumed,
        true,
        List.of(ALICE),
        new Mix(List.of(1000), List.of(new Mix.Kind(1, Dialogue.transaction(commands)))),
        course,
        patience,
        1,
        served);
  }

  Outcome play() throws IOException, InterruptedException {
    try (var run = new Run(plan())) {
      return run.play(second -> {});
    }
  }
}
