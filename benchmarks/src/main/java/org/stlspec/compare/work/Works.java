package org.stlspec.compare.work;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.stlspec.load.client.Mode;
import org.stlspec.load.maildrop.Maildrop;

/** All works, and the maildrop that they need. */
public final class Works {
  /** Message 1, in octets. */
  private static final int BULK = 16 * 1024 * 1024;

  /** Stands for all works that tell how cost grows. */
  public static final String SCALE = "scale";

  /** Idle ones beside the live ones, if not said otherwise. */
  public static final int IDLE = 10_000;

  /** Stunnel takes 125 sessions for 256 descriptors; the others need two for each. */
  private static final double DESCRIPTORS = 256 / 125.0;

  private static final int ORDINARY_SESSIONS = 6_000;
  private static final int SPARE = 100;

  private Works() {}

  /** Sizes of the messages that works of these names need, in octets. */
  public static List<Integer> sizes(List<String> names) {
    List<Integer> sizes = new ArrayList<>(List.of(BULK));
    if (names.contains(SCALE)) Growth.MESSAGES.forEach(place -> sizes.add(place.at()));
    return sizes;
  }

  /** Sessions at once that works of these names come to, and some more. */
  public static int sessions(List<String> names, int idle) {
    return beside(names) ? Math.max(idle + SPARE, ORDINARY_SESSIONS) : ORDINARY_SESSIONS;
  }

  /** How many idle sessions fit beside the live ones into so many descriptors of a target. */
  public static int idleWithin(long descriptors) {
    return (int) ((descriptors - SPARE) / DESCRIPTORS) - LiveAmongIdle.LIVE;
  }

  /** Whether any of these works has idle sessions beside live ones. */
  public static boolean beside(List<String> names) {
    return names.contains(SCALE) || names.contains(LiveAmongIdle.NAME);
  }

  /** How they are called on the command line. */
  public static List<String> names() {
    var none = new Sessions(Maildrop.of(List.of()), 1, 1);
    return Stream.of(ordinary(none).stream().map(Work::name), Stream.of(LiveAmongIdle.NAME, SCALE))
        .flatMap(names -> names)
        .toList();
  }

  /**
   * Those of these names, in the order in which they are done; without a name all but {@link
   * #SCALE} and its parts.
   *
   * @param idle sessions beside the live ones
   * @param seconds that a load takes
   * @param threads event loops of the clients
   */
  public static List<Work> named(List<String> names, int idle, double seconds, int threads) {
    return chosen(names, idle, new Sessions(Maildrop.of(sizes(names)), seconds, threads));
  }

  static List<Work> chosen(List<String> names, int idle, Sessions sessions) {
    Set<Work> chosen = new LinkedHashSet<>(ordinary(sessions));
    chosen.removeIf(work -> !names.isEmpty() && !names.contains(work.name()));
    if (names.contains(LiveAmongIdle.NAME)) chosen.add(new LiveAmongIdle(idle, sessions));
    if (names.contains(SCALE)) chosen.addAll(scale(idle, sessions));
    return List.copyOf(chosen);
  }

  private static List<Work> scale(int idle, Sessions sessions) {
    return List.of(
        new RoundTrips(1, Figure.TRIP_1, Figure.TRIP_1_P50, Figure.TRIP_1_P99, sessions),
        new RoundTrips(16, Figure.TRIP_16, Figure.TRIP_16_P50, Figure.TRIP_16_P99, sessions),
        new RoundTrips(256, Figure.TRIP_256, Figure.TRIP_256_P50, Figure.TRIP_256_P99, sessions),
        new RoundTrips(
            4096, Figure.TRIP_4096, Figure.TRIP_4096_P50, Figure.TRIP_4096_P99, sessions),
        Load.messages(Figure.MESSAGE_1K, 2, 4096, sessions),
        Load.messages(Figure.MESSAGE_16K, 3, 2048, sessions),
        Load.messages(Figure.MESSAGE_256K, 4, 256, sessions),
        Load.messages(Figure.MESSAGE_4M, 5, 16, sessions),
        Load.messages(Figure.MESSAGE_64M, 6, 1, sessions),
        new LiveAmongIdle(idle, sessions));
  }

  private static List<Work> ordinary(Sessions sessions) {
    return List.of(
        Load.bulk(Figure.BULK_1, 1, 4, sessions),
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
