package org.stlspec.wire;

/**
 * What a handshake ended in.
 *
 * @param version such as {@code TLSv1.3}
 * @param cipherSuite its IANA name, or its number on an engine that tells no names
 * @param alpn the protocol the target selected; empty if none
 */
public record TlsFacts(String version, String cipherSuite, String alpn) {
  @Override
  public String toString() {
    return version + " " + cipherSuite + (alpn.isEmpty() ? "" : " ALPN " + alpn);
  }
}
