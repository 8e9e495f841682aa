package org.stlspec.compare.work;

import java.util.List;
import org.stlspec.load.client.Mode;
import org.stlspec.load.maildrop.Maildrop;

/** All works, and the maildrop that they need. */
public final class Works {
  /** For one connection a second of it; for many together likewise. */
  private static final List<Integer> SIZES = List.of(64 * 1024 * 1024, 32 * 1024 * 1024);

  private Works() {}

  /** Sizes of the messages that are served, in octets. */
  public static List<Integer> sizes() {
    return SIZES;
  }

  /** How they are called on the command line. */
  public static List<String> names() {
    return all(new Sessions(Maildrop.of(List.of()), 1, 1)).stream().map(Work::name).toList();
  }

  /**
   * In the order in which they are done.
   *
   * @param seconds that a load takes
   * @param threads event loops of the clients
   */
  public static List<Work> all(double seconds, int threads) {
    return all(new Sessions(Maildrop.of(SIZES), seconds, threads));
  }

  private static List<Work> all(Sessions sessions) {
    return List.of(
        Load.bulk(Figure.BULK_1, 1, 1, sessions),
        Load.bulk(Figure.BULK_16, 16, 2, sessions),
        Load.handshakes(false, sessions),
        Load.handshakes(true, sessions),
        new RoundTrips(16, Figure.TRIP_16, Figure.TRIP_16_P50, Figure.TRIP_16_P99, sessions),
        new RoundTrips(256, Figure.TRIP_256, Figure.TRIP_256_P50, Figure.TRIP_256_P99, sessions),
        Load.stls(sessions),
        new IdleSessions(sessions),
        new StartUp(Mode.TLS, sessions),
        new StartUp(Mode.STLS, sessions));
  }
}
