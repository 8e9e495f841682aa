package org.stlspec.cases;

import static org.stlspec.suite.Need.STLS;

import java.util.ArrayList;
import java.util.List;
import org.stlspec.suite.Case;
import org.stlspec.suite.CaseRun;
import org.stlspec.target.Target;
import org.stlspec.target.TargetTrouble;
import org.stlspec.verdict.Finding;
import org.stlspec.verdict.Judge;
import org.stlspec.wire.Client;
import org.stlspec.wire.Reply;
import org.stlspec.wire.TlsOptions;

/** Many clients at once, and some that do not move. */
class CrowdCases {
  private static final int MANY = 25;
  private static final int STUCK = 10;

  /** More than any command, less than what buffers on the way hold. */
  private static final int LONG_LINE = 100_000;

  @Case(
      id = "crowd.many-connections",
      verifies = "POP3-LIFE-06",
      needs = STLS,
      fix = "Serve or refuse each connection, and leave those alone that are served.")
  void manyConnectionsAtOnceAreServedOrRefused(Client before, CaseRun run, Judge judge) {
    before.secured();
    List<Client> crowd = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      crowd.add(run.client().connect());
    }
    int greeted = 0;
    for (Client one : crowd) {
      Reply greeting = one.greeting();
      greeted += greeting.positive() ? 1 : 0;
      if (!greeting.answered() && !greeting.left()) {
        throw new Finding("a greeting, -ERR or the end for each of " + MANY, greeting.seen());
      }
    }
    judge.observed(greeted + " of " + MANY + " greeted");
    before.capa().status().mustBeAnswer("the session before them answered");
  }

  @Case(
      id = "crowd.at-the-limit",
      verifies = {"POP3-LIFE-06", "POP3-LIFE-07"},
      needs = STLS,
      fix = "Refuse what is above the limit, and give places back.")
  void atTheLimitNewClientsAreRefusedAndOthersServed(CaseRun run, Judge judge)
      throws TargetTrouble {
    Target target = run.shaped(Target.Variant.FEW_CONNECTIONS);
    Client inside = run.client(target.address()).secured();
    Client leaving = run.client(target.address()).secured();
    Reply refused = run.client(target.address()).greeting();
    judge.observed(refused.seen());
    if (refused.positive()) {
      throw new Finding("no greeting above the limit", refused.seen());
    }
    inside.capa().status().mustBeAnswer("CAPA answered in a session within the limit");
    leaving.command("QUIT").ok();
    leaving.rest();
    leaving.close();
    mustBeServed(target, run);
  }

  /** A place is given back when the target has seen the end, which is a moment later. */
  private static void mustBeServed(Target target, CaseRun run) {
    long end = System.nanoTime() + run.stage().patience().toNanos();
    Reply greeting;
    do {
      Client next = run.client(target.address());
      greeting = next.greeting();
      if (!greeting.positive()) {
        next.close();
      }
    } while (!greeting.positive() && System.nanoTime() < end);
    greeting.mustBeOk("a greeting once a place was given back");
  }

  @Case(
      id = "crowd.stuck-handshakes",
      verifies = {"POP3-DOS-05", "POP3-DOS-03"},
      needs = STLS,
      fix = "Let no handshake wait for another.")
  void handshakesThatAreStuckHoldUpNobody(CaseRun run) {
    for (int i = 0; i < STUCK; i++) {
      Client stuck = Upgrade.begun(run.client());
      stuck.sendRaw(stuck.hello(TlsOptions.usual()).part(0, 20 + i));
    }
    Client other = run.client().mustConnect("a connection beside them");
    other.greeting().mustBeOk("a greeting beside " + STUCK + " stuck handshakes");
    other.command("STLS").mustBeOk("+OK to STLS beside them");
    other.handshake().mustSucceed("a handshake beside them");
    other.capa().status().mustBeAnswer("CAPA answered beside them");
  }

  @Case(
      id = "crowd.lines-without-end",
      verifies = "POP3-DOS-01",
      needs = STLS,
      fix = "Limit the length of command lines before login, in clear and inside TLS.")
  void linesWithoutEndHarmNobodyElse(CaseRun run) {
    List<Client> endless = new ArrayList<>();
    for (int i = 0; i < STUCK; i++) {
      endless.add(i % 2 == 0 ? run.client().secured() : run.client().connect());
    }
    endless.forEach(one -> one.send("e".repeat(LONG_LINE)));
    endless.forEach(one -> one.send("\r\n").reply()); // it has met them all by now
    Client other = run.client().mustConnect("a connection beside lines without end");
    other.greeting().mustBeOk("a greeting beside lines without end");
    other.capa().status().mustBeAnswer("CAPA answered beside them");
  }

  @Case(
      id = "crowd.stlss-refused-again-and-again",
      verifies = "POP3-DOS-05",
      needs = STLS,
      fix = "Count refused STLS commands as errors, and end the session after some.")
  void stlsRefusedAgainAndAgainHarmsNobody(Client client, Client other, Judge judge) {
    client.secured();
    int refused = 0;
    Reply answer = client.command("STLS");
    while (answer.negative() && refused < 100) {
      refused++;
      answer = client.command("STLS");
    }
    if (answer.positive()) {
      throw new Finding("-ERR to STLS inside TLS, every time", answer.seen());
    }
    judge.observed(refused + " times -ERR, then " + answer.seen());
    other.mustConnect("a connection for somebody else");
    other.greeting().mustBeOk("a greeting for somebody else");
  }
}
