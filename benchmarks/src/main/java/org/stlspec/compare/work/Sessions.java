package org.stlspec.compare.work;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.stlspec.compare.target.Stage;
import org.stlspec.load.Course;
import org.stlspec.load.Mix;
import org.stlspec.load.Plan;
import org.stlspec.load.client.Account;
import org.stlspec.load.client.ClientTls;
import org.stlspec.load.client.Mode;
import org.stlspec.load.client.Step;
import org.stlspec.load.maildrop.Maildrop;

/**
 * How the clients of all works are: TLS 1.3, AES-128-GCM and X25519, and a server that chooses
 * otherwise fails, so every competitor does the same cryptography.
 *
 * @param maildrop that is served behind all competitors
 * @param seconds that a load takes
 * @param threads event loops of the clients
 */
public record Sessions(Maildrop maildrop, double seconds, int threads) {
  private static final ClientTls.Offer OFFER =
      new ClientTls.Offer(List.of("TLSv1.3"), Optional.of(Stage.SUITE), List.of("X25519"));

  private static final Account ALICE = new Account("alice", "wonderland");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  Duration duration() {
    return Duration.ofNanos((long) (seconds * 1e9));
  }

  /** So many users with one session after the other, for the duration of a load. */
  Plan plan(InetSocketAddress where, Mode mode, Mix.Kind kind, int users, int resumedPercent) {
    var course =
        new Course(
            OptionalInt.of(users),
            0,
            users,
            Duration.ZERO,
            Duration.ZERO,
            duration(),
            OptionalLong.empty());
    return new Plan(
        where.toString(),
        where.getAddress().getHostAddress(),
        where,
        mode,
        ClientTls.Engine.AUTO,
        OFFER,
        resumedPercent,
        false,
        List.of(ALICE),
        new Mix(List.of(), List.of(kind)),
        course,
        PATIENCE,
        threads,
        Optional.of(maildrop));
  }

  /** One that logs in and does nothing. */
  Plan idle(InetSocketAddress where, Mode mode) {
    return plan(where, mode, new Mix.Kind(1, List.<Step>of()), 1, 0);
  }
}
