package org.stlspec.cases;

import static org.stlspec.cases.InjectionMatrix.Payload.CAPA;
import static org.stlspec.cases.InjectionMatrix.Payload.NOOP;
import static org.stlspec.cases.InjectionMatrix.Payload.PARTIAL_LINE;
import static org.stlspec.cases.InjectionMatrix.Payload.USER;
import static org.stlspec.cases.InjectionMatrix.Payload.USER_PASS;
import static org.stlspec.cases.InjectionMatrix.Placement.AFTER_OK;
import static org.stlspec.cases.InjectionMatrix.Placement.IN_FRONT_OF_CLIENT_HELLO;
import static org.stlspec.cases.InjectionMatrix.Placement.NEXT_SEGMENT;
import static org.stlspec.cases.InjectionMatrix.Placement.OCTETWISE;
import static org.stlspec.cases.InjectionMatrix.Placement.SAME_SEGMENT;
import static org.stlspec.suite.Need.STLS;

import org.stlspec.suite.Case;
import org.stlspec.suite.CaseRun;
import org.stlspec.verdict.Judge;

/**
 * The injection matrix, a row for each place and payload; the line ends CRLF, LF, CR and NUL are
 * played inside each case.
 */
class InjectionMatrixCases {
  private static final String DISCARD =
      "Take nothing over from the clear: drop what was read behind STLS, or give it to TLS.";

  @Case(id = "injection.same-segment.capa", verifies = "POP3-INJ-01", needs = STLS, fix = DISCARD)
  void capaInTheSegmentOfStlsHasNoEffectInsideTls(CaseRun run, Judge judge) {
    InjectionMatrix.play(run, judge, SAME_SEGMENT, CAPA);
  }

  @Case(
      id = "injection.same-segment.user",
      verifies = {"POP3-INJ-01", "POP3-INJ-02"},
      needs = STLS,
      fix = DISCARD)
  void userInTheSegmentOfStlsHasNoEffectInsideTls(CaseRun run, Judge judge) {
    InjectionMatrix.play(run, judge, SAME_SEGMENT, USER);
  }

  @Case(
      id = "injection.same-segment.user-pass",
      verifies = {"POP3-INJ-01", "POP3-INJ-02"},
      needs = STLS,
      fix = DISCARD)
  void userAndPassInTheSegmentOfStlsHasNoEffectInsideTls(CaseRun run, Judge judge) {
    InjectionMatrix.play(run, judge, SAME_SEGMENT, USER_PASS);
  }

  @Case(id = "injection.same-segment.noop", verifies = "POP3-INJ-01", needs = STLS, fix = DISCARD)
  void noopInTheSegmentOfStlsHasNoEffectInsideTls(CaseRun run, Judge judge) {
    InjectionMatrix.play(run, judge, SAME_SEGMENT, NOOP);
  }

  @Case(
      id = "injection.same-segment.partial-line",
      verifies = {"POP3-INJ-05", "POP3-INJ-01"},
      needs = STLS,
      fix = DISCARD)
  void aPartialLineInTheSegmentOfStlsHasNoEffectInsideTls(CaseRun run, Judge judge) {
    InjectionMatrix.play(run, judge, SAME_SEGMENT, PARTIAL_LINE);
  }

  @Case(id = "injection.next-segment", verifies = "POP3-INJ-03", needs = STLS, fix = DISCARD)
  void capaInTheNextSegmentHasNoEffectInsideTls(CaseRun run, Judge judge) {
    InjectionMatrix.play(run, judge, NEXT_SEGMENT, CAPA);
  }

  @Case(
      id = "injection.next-segment.user",
      verifies = {"POP3-INJ-03", "POP3-INJ-02"},
      needs = STLS,
      fix = DISCARD)
  void userInTheNextSegmentHasNoEffectInsideTls(CaseRun run, Judge judge) {
    InjectionMatrix.play(run, judge, NEXT_SEGMENT, USER);
  }

  @Case(
      id = "injection.next-segment.user-pass",
      verifies = {"POP3-INJ-03", "POP3-INJ-02"},
      needs = STLS,
      fix = DISCARD)
  void userAndPassInTheNextSegmentHasNoEffectInsideTls(CaseRun run, Judge judge) {
    InjectionMatrix.play(run, judge, NEXT_SEGMENT, USER_PASS);
  }

  @Case(id = "injection.next-segment.noop", verifies = "POP3-INJ-03", needs = STLS, fix = DISCARD)
  void noopInTheNextSegmentHasNoEffectInsideTls(CaseRun run, Judge judge) {
    InjectionMatrix.play(run, judge, NEXT_SEGMENT, NOOP);
  }

  @Case(
      id = "injection.next-segment.partial-line",
      verifies = {"POP3-INJ-05", "POP3-INJ-03"},
      needs = STLS,
      fix = DISCARD)
  void aPartialLineInTheNextSegmentHasNoEffectInsideTls(CaseRun run, Judge judge) {
    InjectionMatrix.play(run, judge, NEXT_SEGMENT, PARTIAL_LINE);
  }

  @Case(id = "injection.octetwise", verifies = "POP3-INJ-03", needs = STLS, fix = DISCARD)
  void capaOctetByOctetBehindStlsHasNoEffectInsideTls(CaseRun run, Judge judge) {
    InjectionMatrix.play(run, judge, OCTETWISE, CAPA);
  }

  @Case(
      id = "injection.octetwise.user",
      verifies = {"POP3-INJ-03", "POP3-INJ-02"},
      needs = STLS,
      fix = DISCARD)
  void userOctetByOctetBehindStlsHasNoEffectInsideTls(CaseRun run, Judge judge) {
    InjectionMatrix.play(run, judge, OCTETWISE, USER);
  }

  @Case(
      id = "injection.octetwise.user-pass",
      verifies = {"POP3-INJ-03", "POP3-INJ-02"},
      needs = STLS,
      fix = DISCARD)
  void userAndPassOctetByOctetBehindStlsHasNoEffectInsideTls(CaseRun run, Judge judge) {
    InjectionMatrix.play(run, judge, OCTETWISE, USER_PASS);
  }

  @Case(id = "injection.octetwise.noop", verifies = "POP3-INJ-03", needs = STLS, fix = DISCARD)
  void noopOctetByOctetBehindStlsHasNoEffectInsideTls(CaseRun run, Judge judge) {
    InjectionMatrix.play(run, judge, OCTETWISE, NOOP);
  }

  @Case(
      id = "injection.octetwise.partial-line",
      verifies = {"POP3-INJ-05", "POP3-INJ-03"},
      needs = STLS,
      fix = DISCARD)
  void aPartialLineOctetByOctetBehindStlsHasNoEffectInsideTls(CaseRun run, Judge judge) {
    InjectionMatrix.play(run, judge, OCTETWISE, PARTIAL_LINE);
  }

  @Case(id = "injection.after-ok", verifies = "POP3-INJ-03", needs = STLS, fix = DISCARD)
  void capaBehindTheOkToStlsHasNoEffectInsideTls(CaseRun run, Judge judge) {
    InjectionMatrix.play(run, judge, AFTER_OK, CAPA);
  }

  @Case(
      id = "injection.after-ok.user",
      verifies = {"POP3-INJ-03", "POP3-INJ-02"},
      needs = STLS,
      fix = DISCARD)
  void userBehindTheOkToStlsHasNoEffectInsideTls(CaseRun run, Judge judge) {
    InjectionMatrix.play(run, judge, AFTER_OK, USER);
  }

  @Case(
      id = "injection.after-ok.user-pass",
      verifies = {"POP3-INJ-03", "POP3-INJ-02"},
      needs = STLS,
      fix = DISCARD)
  void userAndPassBehindTheOkToStlsHasNoEffectInsideTls(CaseRun run, Judge judge) {
    InjectionMatrix.play(run, judge, AFTER_OK, USER_PASS);
  }

  @Case(id = "injection.after-ok.noop", verifies = "POP3-INJ-03", needs = STLS, fix = DISCARD)
  void noopBehindTheOkToStlsHasNoEffectInsideTls(CaseRun run, Judge judge) {
    InjectionMatrix.play(run, judge, AFTER_OK, NOOP);
  }

  @Case(
      id = "injection.after-ok.partial-line",
      verifies = {"POP3-INJ-05", "POP3-INJ-03"},
      needs = STLS,
      fix = DISCARD)
  void aPartialLineBehindTheOkToStlsHasNoEffectInsideTls(CaseRun run, Judge judge) {
    InjectionMatrix.play(run, judge, AFTER_OK, PARTIAL_LINE);
  }

  @Case(
      id = "injection.in-front-of-client-hello",
      verifies = "POP3-INJ-04",
      needs = STLS,
      fix = DISCARD)
  void capaInTheSegmentOfTheClientHelloHasNoEffectInsideTls(CaseRun run, Judge judge) {
    InjectionMatrix.play(run, judge, IN_FRONT_OF_CLIENT_HELLO, CAPA);
  }

  @Case(
      id = "injection.in-front-of-client-hello.user",
      verifies = {"POP3-INJ-04", "POP3-INJ-02"},
      needs = STLS,
      fix = DISCARD)
  void userInTheSegmentOfTheClientHelloHasNoEffectInsideTls(CaseRun run, Judge judge) {
    InjectionMatrix.play(run, judge, IN_FRONT_OF_CLIENT_HELLO, USER);
  }

  @Case(
      id = "injection.in-front-of-client-hello.user-pass",
      verifies = {"POP3-INJ-04", "POP3-INJ-02"},
      needs = STLS,
      fix = DISCARD)
  void userAndPassInTheSegmentOfTheClientHelloHasNoEffectInsideTls(CaseRun run, Judge judge) {
    InjectionMatrix.play(run, judge, IN_FRONT_OF_CLIENT_HELLO, USER_PASS);
  }

  @Case(
      id = "injection.in-front-of-client-hello.noop",
      verifies = "POP3-INJ-04",
      needs = STLS,
      fix = DISCARD)
  void noopInTheSegmentOfTheClientHelloHasNoEffectInsideTls(CaseRun run, Judge judge) {
    InjectionMatrix.play(run, judge, IN_FRONT_OF_CLIENT_HELLO, NOOP);
  }

  @Case(
      id = "injection.in-front-of-client-hello.partial-line",
      verifies = {"POP3-INJ-05", "POP3-INJ-04"},
      needs = STLS,
      fix = DISCARD)
  void aPartialLineInTheSegmentOfTheClientHelloHasNoEffectInsideTls(CaseRun run, Judge judge) {
    InjectionMatrix.play(run, judge, IN_FRONT_OF_CLIENT_HELLO, PARTIAL_LINE);
  }
}
