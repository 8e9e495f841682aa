package org.stlspec.report;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.stlspec.suite.CaseDescription;
import org.stlspec.suite.CaseResult;
import org.stlspec.suite.Catalogue;
import org.stlspec.suite.Rounds;
import org.stlspec.target.Mode;
import org.stlspec.verdict.Verdict;
import org.stlspec.wire.Octets;
import org.stlspec.wire.Transcript;
import org.stlspec.wire.Transcript.From;
import org.stlspec.wire.Transcript.Leg;

/** A finished run with one case of each verdict and all that disturbs a writer of reports. */
final class Sample {
  /** Control characters, markup, a placeholder of the page, half a character pair. */
  static final String NASTY = "<b>&\"']]>\u0000\u0001\u001b[31m\ufffe|\\ @requirements@\ud800";

  private static final List<CaseDescription> CASES = Catalogue.shipped().cases();

  private Sample() {}

  static RunReport report() {
    return report("sample", List.of(Verdict.values()));
  }

  /** The n-th case of the catalogue with the n-th verdict. */
  static RunReport report(String name, List<Verdict> verdicts) {
    return report(name, Rounds.of(List.of(round(verdicts))));
  }

  /** The first case of the catalogue, not played for this reason. */
  static RunReport skipped(String reason) {
    var result = new CaseResult(CASES.get(0), Verdict.SKIP, reason, "", 12, transcript());
    return report("sample", Rounds.of(List.of(List.of(result))));
  }

  /** Several rounds of the first cases of the catalogue, with these verdicts. */
  static RunReport rounds(List<List<Verdict>> rounds) {
    return report("sample", Rounds.of(rounds.stream().map(Sample::round).toList()));
  }

  private static List<CaseResult> round(List<Verdict> verdicts) {
    return IntStream.range(0, verdicts.size())
        .mapToObj(i -> result(CASES.get(i), verdicts.get(i)))
        .toList();
  }

  private static RunReport report(String name, Rounds rounds) {
    return new RunReport(
        "1.2.3",
        Instant.parse("2026-01-02T03:04:05Z"),
        1234,
        name,
        address(192, 0, 2, 7),
        Mode.PROXY,
        rounds);
  }

  /** Port 110 of an address given by its octets; nobody is asked for a name. */
  static InetSocketAddress address(int... octets) {
    try {
      byte[] raw = new byte[octets.length];
      for (int i = 0; i < raw.length; i++) {
        raw[i] = (byte) octets[i];
      }
      return new InetSocketAddress(InetAddress.getByAddress(raw), 110);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static CaseResult result(CaseDescription one, Verdict verdict) {
    String expected = verdict == Verdict.FAIL || verdict == Verdict.WARN ? "sound " + NASTY : "";
    return new CaseResult(one, verdict, "seen " + NASTY, expected, 12, transcript());
  }

  private static List<Transcript.Entry> transcript() {
    Octets octets = Octets.of("<\u0000\u00ff\r\n");
    return List.of(
        new Transcript.Entry(7, Leg.CLIENT, From.CLIENT, true, octets, ""),
        new Transcript.Entry(8, Leg.BACKEND, From.BACKEND, false, Octets.NONE, "closed <here>"));
  }
}
