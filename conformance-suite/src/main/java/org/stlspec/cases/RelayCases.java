package org.stlspec.cases;

import static org.stlspec.suite.Need.BACKEND_LOGIN;
import static org.stlspec.suite.Need.LOGIN;
import static org.stlspec.suite.Need.STLS;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.stlspec.qmail.script.Act;
import org.stlspec.qmail.script.Script;
import org.stlspec.suite.Case;
import org.stlspec.verdict.Finding;
import org.stlspec.wire.Account;
import org.stlspec.wire.Backend;
import org.stlspec.wire.Client;
import org.stlspec.wire.MultiLine;
import org.stlspec.wire.Octets;

/** Streams behind the login: lines of any length, dots, pieces of lines. */
class RelayCases {
  private static final String FIX = "After login relay octets; read no lines, mend nothing.";
  private static final Script RAW_AFTER_LOGIN = Script.modern().after("PASS", Act.raw());

  /** Lines of none to 1 MiB octets, with those around the sizes that buffers have. */
  private static final Octets LINES = lines();

  private static Octets lines() {
    int[] buffers = {128, 255, 512, 1000, 1024, 4096, 8192, 16_384, 65_536, 1 << 20};
    return Octets.of(
        IntStream.concat(
                IntStream.rangeClosed(0, 80),
                Arrays.stream(buffers).flatMap(size -> IntStream.rangeClosed(size - 2, size + 1)))
            .mapToObj(length -> "x".repeat(length) + "\r\n")
            .collect(Collectors.joining()));
  }

  @Case(
      id = "transparency.lines-of-any-length.to-the-client",
      verifies = {"POP3-PXT-14", "POP3-PXT-15"},
      needs = {STLS, LOGIN},
      fix = FIX)
  void linesOfAnyLengthReachTheClient(Client client, Backend backend, Account account) {
    backend.play(Script.modern().on("XLINES", Act.send(LINES.bytes())));
    client.secured().login(account);
    mustEqual(client.send("XLINES\r\n").read(LINES.length()), LINES);
    client.command("NOOP").mustBeOk("behind the lines the reply to NOOP");
  }

  @Case(
      id = "transparency.lines-of-any-length.to-the-backend",
      verifies = "POP3-PXT-14",
      needs = {STLS, LOGIN},
      fix = FIX)
  void linesOfAnyLengthReachTheBackend(Client client, Backend backend, Account account) {
    backend.play(RAW_AFTER_LOGIN);
    client.secured().login(account).send(LINES);
    backend.mustSee(LINES.latin1(), "every line of the client unchanged");
  }

  private static void mustEqual(Octets arrived, Octets expected) {
    if (!arrived.equals(expected)) {
      int at = Arrays.mismatch(arrived.bytes(), expected.bytes());
      throw new Finding(
          expected.length() + " octets unchanged",
          arrived.length() + " octets, the first difference at " + at);
    }
  }

  private static final String DOTS = "+OK\r\n.\r\r\n..\r\n...\r\n..x\r\n\r\n..\r\n.\r\n";

  @Case(
      id = "transparency.dots-split-anywhere",
      verifies = {"POP3-STATE-10", "POP3-BASE-09"},
      needs = {STLS, LOGIN},
      fix = FIX)
  void byteStuffedLinesSplitAnywhereArriveUnchanged(
      Client client, Backend backend, Account account) {
    Script script = Script.modern();
    for (int at = 1; at < DOTS.length(); at++) {
      script = script.onNth("XDOTS", at, Act.split(DOTS, at));
    }
    backend.play(script);
    client.secured().login(account);
    for (int at = 1; at < DOTS.length(); at++) {
      MultiLine dots = client.list("XDOTS").mustBeComplete("the reply split at octet " + at);
      mustEqual(dots.octets(), Octets.of(DOTS));
    }
    client.command("NOOP").mustBeOk("behind them the reply to NOOP");
  }

  @Case(
      id = "transparency.half-a-line.to-the-client",
      verifies = "POP3-PXT-19",
      needs = {STLS, LOGIN},
      fix = "After login forward what has come; wait for no line end.")
  void halfALineReachesTheClientAtOnce(Client client, Backend backend, Account account) {
    backend.play(RAW_AFTER_LOGIN);
    client.secured().login(account);
    var session = backend.saw("PASS ");
    for (String piece : new String[] {"+O", "K", " no", "\r", "\n"}) {
      session.send(Octets.of(piece).bytes());
      mustEqual(client.read(piece.length()), Octets.of(piece));
    }
  }

  @Case(
      id = "transparency.half-a-line.to-the-backend",
      verifies = "POP3-PXT-19",
      needs = {STLS, LOGIN},
      fix = "After login forward what has come; wait for no line end.")
  void halfALineReachesTheBackendAtOnce(Client client, Backend backend, Account account) {
    backend.play(RAW_AFTER_LOGIN);
    client.secured().login(account).send("XHAL");
    backend.mustSee("XHAL", "the first half of a line before the second is sent");
    client.send("F\r\n");
    backend.mustSee("XHALF\r\n", "the whole line");
  }

  @Case(
      id = "transparency.password-with-blanks",
      verifies = {"POP3-PXT-14", "POP3-BASE-14"},
      needs = {STLS, LOGIN, BACKEND_LOGIN},
      fix = "Pass PASS on as it is: the password is all that follows the one blank.")
  void aPasswordWithBlanksIsPassedOnWhole(Client client, Backend backend) {
    backend.play(Script.modern().account("carol", " a b  c "));
    client.secured();
    client.command("USER carol").ok();
    client.command("PASS  a b  c ").mustBeOk("a login with the password ' a b  c '");
  }
}
