package org.stlspec.wire;

import java.util.Optional;
import org.stlspec.verdict.Finding;
import org.stlspec.verdict.Inconclusive;

/**
 * What came back for a command: a line, or the reason why none did.
 *
 * <p>Methods named {@code must…} judge the target: they end the case with a finding. {@link #ok()}
 * and {@link #err()} are for the way to the point of a case: they end it as inconclusive.
 *
 * @param to the command it answers, for messages
 * @param octets the line with its line end, or what came of it before the end
 * @param end why the line is not complete; empty if it is
 */
public record Reply(String to, Octets octets, Optional<End> end) {
  /** Octets that a message quotes. */
  static final int SHOWN = 120;

  private static final String OK = "+OK";
  private static final String ERR = "-ERR";

  /** A whole line with status indicator {@code +OK} (RFC 1939 section 3). */
  public boolean positive() {
    return has(OK);
  }

  /** A whole line with status indicator {@code -ERR}. */
  public boolean negative() {
    return has(ERR);
  }

  /** A whole line with either status indicator. */
  public boolean answered() {
    return positive() || negative();
  }

  /** A SASL challenge: {@code +} alone or followed by a blank (RFC 5034 section 4). */
  public boolean challenge() {
    return has("+");
  }

  private boolean has(String indicator) {
    if (end.isPresent() || !octets.startsWith(Octets.of(indicator))) {
      return false;
    }
    int behind = octets.at(indicator.length());
    return behind == ' ' || behind == '\r' || behind == '\n';
  }

  /** True when the target ended the connection instead of answering. */
  public boolean left() {
    return end.isPresent() && end.get().closed();
  }

  /** The line without its line end, one character an octet. */
  public String text() {
    return octets.latin1().replaceFirst("\r?\n$", "");
  }

  /** What a reader of the report should see. */
  public String seen() {
    String what = octets.isEmpty() ? "" : "'" + octets.brief(SHOWN) + "'";
    return end.map(e -> what.isEmpty() ? e.seen() : what + " and then " + e.seen()).orElse(what);
  }

  /** Goes on only after a positive reply. */
  public Reply ok() {
    if (!positive()) {
      throw new Inconclusive("+OK to " + to, seen());
    }
    return this;
  }

  /** Goes on only after a negative reply. */
  public Reply err() {
    if (!negative()) {
      throw new Inconclusive("-ERR to " + to, seen());
    }
    return this;
  }

  public Reply mustBeOk(String expected) {
    return must(positive(), expected);
  }

  public Reply mustBeErr(String expected) {
    return must(negative(), expected);
  }

  /** Either status indicator will do, as long as it is a whole reply. */
  public Reply mustBeAnswer(String expected) {
    return must(answered(), expected);
  }

  public Reply mustBe(Octets line, String expected) {
    return must(end.isEmpty() && octets.equals(line), expected);
  }

  public Reply mustBe(String line, String expected) {
    return mustBe(Octets.of(line), expected);
  }

  private Reply must(boolean holds, String expected) {
    if (!holds) {
      throw new Finding(expected, seen() + " in answer to " + to);
    }
    return this;
  }
}
