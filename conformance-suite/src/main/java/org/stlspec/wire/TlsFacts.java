package org.stlspec.wire;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What a handshake ended in.
 *
 * @param version such as {@code TLSv1.3}
 * @param cipherSuite its IANA name, or its number on an engine that tells no names
 * @param alpn the protocol the target selected; empty if none
 * @param resumed whether an earlier session was resumed
 * @param chain certificates in the order they came; empty on an engine that does not tell
 */
public record TlsFacts(
    String version, String cipherSuite, String alpn, boolean resumed, List<X509Certificate> chain) {

  public TlsFacts {
    chain = List.copyOf(chain);
  }

  @Override
  public String toString() {
    return version
        + " "
        + cipherSuite
        + (alpn.isEmpty() ? "" : " ALPN " + alpn)
        + (resumed ? ", resumed" : "");
  }
}
