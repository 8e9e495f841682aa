package org.stlspec.qmail.script;

import java.nio.charset.StandardCharsets;

/**
 * One thing that happened on the backend leg.
 *
 * @param nanos {@link System#nanoTime()} when it was noticed, before the script acted on it
 * @param session number of the session, from 1
 * @param octets what was received or sent; empty for the other kinds. Shared with the log, not
 *     copied: nobody changes it
 */
@SuppressWarnings("ArrayRecordComponent") // A log of 64 MiB is not copied for every look at it.
public record Event(long nanos, int session, Kind kind, byte[] octets) {

  /** What can happen. */
  public enum Kind {
    ACCEPTED,
    RECEIVED,
    SENT,
    /** FIN: the peer sends no more, and may still read. */
    PEER_FINISHED,
    /** RST. */
    PEER_RESET,
    /** By the script, by the test or by the end of the backend. */
    CLOSED
  }

  /** For failure messages. */
  @Override
  public String toString() {
    String text = new String(octets, StandardCharsets.ISO_8859_1);
    return "session " + session + " " + kind + (octets.length == 0 ? "" : " " + escaped(text));
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\r", "\\r").replace("\n", "\\n");
  }
}
