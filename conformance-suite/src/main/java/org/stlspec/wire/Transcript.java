package org.stlspec.wire;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What went over both legs in one case, on one time line. */
public final class Transcript {
  /** Octets kept of one stretch in one direction; what is longer is cut and says so. */
  public static final int KEPT = 4096;

  /** Which side of the target. */
  public enum Leg {
    CLIENT,
    BACKEND
  }

  /** Who sent. */
  public enum From {
    CLIENT,
    TARGET,
    BACKEND
  }

  /**
   * One thing that happened on one leg.
   *
   * @param micros microseconds since the case began
   * @param tls whether these octets travelled inside TLS (they are shown decrypted)
   * @param note what happened where it was not octets: a connection, a handshake, an end; else
   *     empty
   */
  public record Entry(long micros, Leg leg, From from, boolean tls, Octets octets, String note) {}

  private final long start = System.nanoTime();
  private final List<Entry> entries = new ArrayList<>();
  private long streamed;

  public void octets(Leg leg, From from, boolean tls, Octets octets) {
    add(System.nanoTime(), leg, from, tls, octets, "");
  }

  public void note(Leg leg, From from, String note) {
    add(System.nanoTime(), leg, from, false, Octets.NONE, note);
  }

  /**
   * Adds what happened earlier.
   *
   * @param nanos when, as {@link System#nanoTime()}
   */
  public synchronized void add(
      long nanos, Leg leg, From from, boolean tls, Octets octets, String note) {
    long micros = Math.max(0, (nanos - start) / 1000);
    boolean goesOn = !octets.isEmpty() && streams(leg, from, tls);
    streamed = goesOn ? streamed + octets.length() : octets.length();
    if (goesOn && streamed - octets.length() >= KEPT) {
      countOnly();
    } else {
      entries.add(entry(micros, leg, from, tls, octets, note));
    }
  }

  /** Whether the last entry went the same way: a long stream arrives in many chunks. */
  private boolean streams(Leg leg, From from, boolean tls) {
    if (entries.isEmpty()) {
      return false;
    }
    Entry last = entries.get(entries.size() - 1);
    return !last.octets().isEmpty()
        && last.leg() == leg
        && last.from() == from
        && last.tls() == tls;
  }

  private void countOnly() {
    Entry last = entries.remove(entries.size() - 1);
    entries.add(
        new Entry(
            last.micros(), last.leg(), last.from(), last.tls(), last.octets(), cut(streamed)));
  }

  private static Entry entry(
      long micros, Leg leg, From from, boolean tls, Octets octets, String note) {
    return octets.length() <= KEPT
        ? new Entry(micros, leg, from, tls, octets, note)
        : new Entry(micros, leg, from, tls, octets.part(0, KEPT), cut(octets.length()));
  }

  private static String cut(long all) {
    return "not shown in full: " + all + " octets";
  }

  /** All entries by time. */
  public synchronized List<Entry> entries() {
    return entries.stream().sorted(Comparator.comparingLong(Entry::micros)).toList();
  }
}
