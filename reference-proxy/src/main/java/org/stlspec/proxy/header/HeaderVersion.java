package org.stlspec.proxy.header;

import java.util.Optional;

/** The versions of the PROXY protocol. */
public enum HeaderVersion {
  /** A line of text. */
  V1,
  /** Binary. */
  V2;

  /**
   * Reads {@code v1} or {@code v2}.
   *
   * @throws IllegalArgumentException with a message of one line when it is neither
   */
  public static HeaderVersion parse(String text) {
    if (text.equals("v1")) return V1;
    if (text.equals("v2")) return V2;
    throw new IllegalArgumentException("PROXY protocol version must be v1 or v2, not " + text);
  }

  /** The header for a client's connection, or for one whose addresses are not known. */
  public byte[] written(Optional<Route> route) {
    return this == V1 ? TextHeader.write(route) : BinaryHeader.write(route);
  }
}
