package org.stlspec.cases;

import static org.stlspec.suite.Need.BACKEND_AT_CONNECT;
import static org.stlspec.suite.Need.BACKEND_CAPA;
import static org.stlspec.suite.Need.BACKEND_GREETING;
import static org.stlspec.suite.Need.COMMANDS_IN_CLEAR;
import static org.stlspec.suite.Need.STLS;

import java.io.UncheckedIOException;
import java.time.Duration;
import org.stlspec.qmail.script.Act;
import org.stlspec.qmail.script.Script;
import org.stlspec.suite.Case;
import org.stlspec.suite.CaseRun;
import org.stlspec.verdict.Finding;
import org.stlspec.verdict.Judge;
import org.stlspec.wire.Backend;
import org.stlspec.wire.Client;
import org.stlspec.wire.MultiLine;
import org.stlspec.wire.Reply;

/**
 * What the backend says around STLS: late, in pieces, or unasked. None of it is said inside TLS.
 */
class InFlightCases {
  private static final String WAIT =
      "Wait for the reply to the last command before answering STLS.";
  private static final String DROP =
      "Never carry a line of the backend that nobody asked for over into TLS.";
  private static final String STAMP = "<2595.2@backend.stlspec.test>";
  private static final String LATE_GREETING = "+OK late " + STAMP + "\r\n";
  private static final Duration LATE = Duration.ofMillis(30);

  @Case(
      id = "injection.reply-in-flight",
      verifies = "POP3-INJ-07",
      needs = {STLS, BACKEND_CAPA},
      fix = WAIT)
  void aReplyInFlightIsDeliveredInClearBeforeTheUpgrade(
      Client client, Backend backend, Judge judge) {
    backend.play(
        Script.modern()
            .on("CAPA", Act.hold(), Act.send("+OK late\r\nX-LATE\r\n.\r\n"))
            .onNth("CAPA", 2, Act.usual()));
    client.greeting().ok();
    client.send("CAPA\r\nSTLS\r\n");
    backend.saw("CAPA\r\n").release();
    MultiLine late = client.multiLine();
    if (late.status().left()) {
      judge.observed("closed: " + late.seen());
      return;
    }
    if (!late.has("X-LATE")) {
      throw new Finding("the late list in clear, ahead of the reply to STLS", late.seen());
    }
    Injected.judgeAnswer(client, judge);
  }

  @Case(
      id = "injection.reply-in-flight.split",
      verifies = "POP3-INJ-07",
      needs = {STLS, COMMANDS_IN_CLEAR, BACKEND_AT_CONNECT},
      fix = WAIT)
  void aReplyInFlightInTwoPiecesIsDeliveredWholeBeforeTheUpgrade(
      CaseRun run, Client client, Backend backend, Judge judge) {
    Relayed.mustBeInClear(run, backend, "XHALF");
    backend.play(Script.modern().on("XHALF", Act.send("+OK ha"), Act.hold(), Act.send("lf\r\n")));
    mustComeBeforeTls(client, backend, "XHALF", "+OK half\r\n", judge);
  }

  @Case(
      id = "injection.reply-in-flight.user",
      verifies = {"POP3-INJ-07", "POP3-STATE-01"},
      needs = {STLS, COMMANDS_IN_CLEAR, BACKEND_AT_CONNECT},
      fix = WAIT)
  void theLateReplyToUserIsDeliveredInClearBeforeTheUpgrade(
      CaseRun run, Client client, Backend backend, Judge judge) {
    Relayed.mustBeInClear(run, backend, "USER carol");
    backend.play(Script.modern().on("USER", Act.hold(), Act.send("+OK late\r\n")));
    mustComeBeforeTls(client, backend, "USER carol", "+OK late\r\n", judge);
  }

  /** Sends this command and STLS together; the reply to it is held back until both have come. */
  private static void mustComeBeforeTls(
      Client client, Backend backend, String command, String reply, Judge judge) {
    client.greeting().ok();
    client.send(command + "\r\nSTLS\r\n");
    backend.saw(command + "\r\n").release();
    Reply late = client.reply();
    if (late.left()) {
      judge.observed("closed: " + late.seen());
      return;
    }
    late.mustBe(reply, "the late reply whole and in clear, ahead of that to STLS");
    Injected.judgeAnswer(client, judge);
  }

  @Case(
      id = "injection.late-greeting",
      verifies = "POP3-INJ-08",
      needs = {STLS, BACKEND_GREETING},
      fix = "Greet before anything else, and answer an early STLS behind the greeting.")
  void aLateGreetingComesInClearAheadOfTheReplyToStls(Client client, Backend backend, Judge judge) {
    backend.play(Script.modern().greeting(Act.pause(LATE), Act.send(LATE_GREETING)));
    mustGreetBeforeTls(client, judge);
  }

  @Case(
      id = "injection.late-greeting.split",
      verifies = "POP3-INJ-08",
      needs = {STLS, BACKEND_GREETING},
      fix = "Greet before anything else, and answer an early STLS behind the greeting.")
  void aGreetingInTwoPiecesComesWholeAheadOfTheReplyToStls(
      Client client, Backend backend, Judge judge) {
    int half = LATE_GREETING.length() / 2;
    backend.play(
        Script.modern()
            .greeting(
                Act.send(LATE_GREETING.substring(0, half)),
                Act.pause(LATE),
                Act.send(LATE_GREETING.substring(half))));
    mustGreetBeforeTls(client, judge);
  }

  private static void mustGreetBeforeTls(Client client, Judge judge) {
    client.connect().send("STLS\r\n");
    Reply first = client.reply();
    if (first.left()) {
      judge.observed("closed: " + first.seen());
      return;
    }
    if (!first.positive() || !first.text().contains(STAMP)) {
      throw new Finding("the greeting first, whole and in clear", first.seen());
    }
    Injected.judgeAnswer(client, judge);
  }

  @Case(
      id = "injection.unasked-reply",
      verifies = "POP3-INJ-08",
      needs = {STLS, BACKEND_CAPA},
      fix = DROP)
  void anUnaskedLineOfTheBackendIsNoReplyInsideTls(Client client, Backend backend, Judge judge) {
    backend.play(Script.modern().on("CAPA", Act.send("+OK\r\nTOP\r\n.\r\n+OK stray\r\n")));
    client.greeting().ok();
    client.capa().mustBeComplete("the list");
    mustNotAnswerInsideTls(client, judge);
  }

  @Case(
      id = "injection.unasked-reply.partial",
      verifies = {"POP3-INJ-08", "POP3-INJ-11"},
      needs = {STLS, BACKEND_CAPA},
      fix = DROP)
  void halfALineOfTheBackendIsNotJoinedWithItsFirstReplyInsideTls(
      Client client, Backend backend, Judge judge) {
    backend.play(Script.modern().on("CAPA", Act.send("+OK\r\nTOP\r\n.\r\n+OK stray")));
    client.greeting().ok();
    client.capa().mustBeComplete("the list");
    mustNotAnswerInsideTls(client, judge);
  }

  @Case(
      id = "injection.unasked-reply.behind-the-greeting",
      verifies = "POP3-INJ-08",
      needs = {STLS, BACKEND_GREETING},
      fix = DROP)
  void aLineBehindTheGreetingIsNoReplyInsideTls(Client client, Backend backend, Judge judge) {
    backend.play(Script.modern().greetingNth(1, Act.send("+OK ready\r\n+OK stray\r\n")));
    client.greeting().ok();
    mustNotAnswerInsideTls(client, judge);
  }

  @Case(
      id = "injection.unasked-reply.two-in-one-segment",
      verifies = "POP3-INJ-08",
      needs = {STLS, COMMANDS_IN_CLEAR, BACKEND_AT_CONNECT},
      fix = DROP)
  void theSecondOfTwoRepliesInOneSegmentIsNoReplyInsideTls(
      CaseRun run, Client client, Backend backend, Judge judge) {
    Relayed.mustBeInClear(run, backend, "XTWO");
    backend.play(Script.modern().on("XTWO", Act.send("+OK one\r\n+OK stray\r\n")));
    client.greeting().ok();
    client.command("XTWO").mustBe("+OK one\r\n", "the first of the two replies");
    mustNotAnswerInsideTls(client, judge);
  }

  @Case(
      id = "injection.unasked-reply.during-handshake",
      verifies = {"POP3-INJ-08", "POP3-INJ-18"},
      needs = {STLS, BACKEND_GREETING},
      fix = DROP)
  void aLineThatComesDuringTheHandshakeIsNoReplyInsideTls(
      Client client, Backend backend, Judge judge) {
    client.greeting().ok();
    client.command("STLS").ok();
    try {
      backend.session().send("+OK stray\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    } catch (UncheckedIOException gone) {
      judge.observed("the backend connection ends at STLS");
    }
    mustNotSeeTheStray(client, judge);
  }

  /** From STLS on: the line may be delivered in clear, or not at all. */
  private static void mustNotAnswerInsideTls(Client client, Judge judge) {
    Reply answer = client.command("STLS");
    if (answer.positive() && answer.text().equals("+OK stray")) {
      judge.observed("delivered in clear");
      answer = client.reply();
    }
    if (!answer.positive()) {
      judge.observed("STLS not accepted: " + answer.seen());
      return;
    }
    mustNotSeeTheStray(client, judge);
  }

  private static void mustNotSeeTheStray(Client client, Judge judge) {
    var handshake = client.handshake();
    if (!handshake.clear().isEmpty()) {
      throw new Finding("nothing in clear behind the +OK to STLS", handshake.seen());
    }
    if (!handshake.established()) {
      judge.observed("no handshake: " + handshake.seen());
      return;
    }
    Reply own = client.command("XSTLSPEC");
    if (own.left()) {
      judge.observed("closed: " + own.seen());
      return;
    }
    own.mustBeErr("inside TLS the -ERR to an unknown command");
  }
}
