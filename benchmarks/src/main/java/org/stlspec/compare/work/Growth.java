package org.stlspec.compare.work;

import java.util.List;

/** How costs grow: the same work at places along an axis, each a factor of 16 from the last. */
public final class Growth {
  private static final int KIB = 1024;
  private static final int MIB = 1024 * KIB;

  /** 64-octet round trips, by the number of connections; CPU µs each. */
  public static final List<Place> CONNECTIONS =
      List.of(
          new Place("1", 1, Figure.TRIP_1),
          new Place("16", 16, Figure.TRIP_16),
          new Place("256", 256, Figure.TRIP_256),
          new Place("4,096", 4096, Figure.TRIP_4096));

  /** Messages by their size in octets; CPU ms each. */
  public static final List<Place> MESSAGES =
      List.of(
          new Place("1 KiB", KIB, Figure.MESSAGE_1K),
          new Place("16 KiB", 16 * KIB, Figure.MESSAGE_16K),
          new Place("256 KiB", 256 * KIB, Figure.MESSAGE_256K),
          new Place("4 MiB", 4 * MIB, Figure.MESSAGE_4M),
          new Place("64 MiB", 64 * MIB, Figure.MESSAGE_64M));

  private Growth() {}

  /**
   * One place.
   *
   * @param label on the axis
   * @param at connections, or octets
   * @param figure that is measured there
   */
  public record Place(String label, int at, Figure figure) {}
}
