package org.stlspec.wire;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What went over both legs in one case, on one time line. */
public final class Transcript {
  /** Octets kept of one entry; what is longer is cut and says so. */
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
    if (octets.isEmpty() || !lengthens(leg, from, tls, octets.length())) {
      entries.add(entry(micros, leg, from, tls, octets, note));
    }
  }

  /** A long stream arrives in many chunks: from the first full entry on they are only counted. */
  private boolean lengthens(Leg leg, From from, boolean tls, int more) {
    if (entries.isEmpty()) {
      return false;
    }
    Entry last = entries.get(entries.size() - 1);
    boolean same = last.leg() == leg && last.from() == from && last.tls() == tls;
    if (!same || last.octets().length() < KEPT) {
      return false;
    }
    streamed += more;
    entries.set(
        entries.size() - 1,
        new Entry(last.micros(), leg, from, tls, last.octets(), cut(streamed)));
    return true;
  }

  private Entry entry(
      long micros, Leg leg, From from, boolean tls, Octets octets, String note) {
    streamed = octets.length();
    return octets.length() <= KEPT
        ? new Entry(micros, leg, from, tls, octets, note)
        : new Entry(micros, leg, from, tls, octets.part(0, KEPT), cut(octets.length()));
  }

  private static String cut(long all) {
    return "the first " + KEPT + " of " + all + " octets";
  }

  /** All entries by time. */
  public synchronized List<Entry> entries() {
    return entries.stream().sorted(Comparator.comparingLong(Entry::micros)).toList();
  }
}
