package org.stlspec.wire;

import java.util.Optional;
import org.stlspec.verdict.Finding;
import org.stlspec.verdict.Inconclusive;

/**
 * How a TLS handshake went.
 *
 * @param facts what was agreed; empty if it failed
 * @param end why it failed; empty if it did not
 * @param clear octets that came in clear where only TLS records may come; empty in a sound upgrade
 */
public record Handshake(Optional<TlsFacts> facts, Optional<End> end, Octets clear) {
  public boolean established() {
    return facts.isPresent();
  }

  public String seen() {
    String how =
        facts.map(f -> "TLS established: " + f).orElseGet(() -> end.map(End::seen).orElse(""));
    return clear.isEmpty() ? how : "'" + clear.brief(Reply.SHOWN) + "' in clear, then " + how;
  }

  /** Goes on only inside TLS. */
  public Handshake ok() {
    if (!established()) {
      throw new Inconclusive("a TLS handshake", seen());
    }
    return this;
  }

  public Handshake mustSucceed(String expected) {
    if (!established()) {
      throw new Finding(expected, seen());
    }
    return this;
  }

  public Handshake mustFail(String expected) {
    if (established()) {
      throw new Finding(expected, seen());
    }
    return this;
  }
}
