package org.stlspec.direct;

/** What of a session can be changed on the way. */
public enum Kind {
  GREETING,
  CAPA,
  /** The text of a reply. */
  REPLY,
  /** Counts in STAT and scan listings. */
  OCTETS,
  /** A message, or the top of it. */
  BODY,
  /** Which reply comes after which. */
  ORDER,
  /** How the connection ends. */
  CLOSE
}
