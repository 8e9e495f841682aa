package org.stlspec.cases;

import static org.stlspec.suite.Need.LOGIN;
import static org.stlspec.suite.Need.STLS;

import java.time.Duration;
import org.stlspec.qmail.script.Act;
import org.stlspec.qmail.script.Script;
import org.stlspec.suite.Case;
import org.stlspec.suite.CaseRun;
import org.stlspec.target.Target;
import org.stlspec.target.Target.Variant;
import org.stlspec.target.TargetTrouble;
import org.stlspec.verdict.Finding;
import org.stlspec.verdict.Judge;
import org.stlspec.wire.Account;
import org.stlspec.wire.Backend;
import org.stlspec.wire.Client;
import org.stlspec.wire.Reply;

/** Sessions in which nothing happens, or little, or nobody reads. */
class IdleCases {
  /** Together longer than the short limit, each much shorter. */
  private static final int PAUSES = 6;

  private static final Duration SHORT_PAUSE = Variant.SHORT_IDLE.dividedBy(4);
  private static final Duration LONG_PAUSE = Duration.ofSeconds(12);
  private static final Duration MINUTE_AND_GRACE = Duration.ofSeconds(75);

  @Case(
      id = "idle.ends-in-silence",
      verifies = {"POP3-LIFE-01", "POP3-BASE-12"},
      needs = {STLS, LOGIN},
      slow = true,
      fix = "At the idle limit close both legs: no reply, no QUIT.")
  void anIdleSessionEndsWithoutReplyAndWithoutUpdate(
      CaseRun run, Backend backend, Account account, Judge judge) throws TargetTrouble {
    Client client = run.client(run.shaped(Variant.SHORT_IDLE_LIMIT).address());
    client.secured().login(account).command("DELE 1").ok();
    judge.observed(client.mustEnd("the end of an idle session, without a reply").seen());
    backend.mustEnd(backend.sessions(), "the end of the backend connection");
    backend.neverSaw("QUIT", "no QUIT that the client never sent");
  }

  @Case(
      id = "idle.restarted-by-client",
      verifies = {"POP3-LIFE-01", "POP3-LIFE-02"},
      needs = {STLS, LOGIN},
      slow = true,
      fix = "Begin the idle limit anew with every command; ten minutes is the least.")
  void everyCommandBeginsTheLimitAnew(CaseRun run, Account account) throws TargetTrouble {
    var target = run.variant(Variant.SHORT_IDLE_LIMIT);
    Client client = run.client(target.orElse(run.stage().target()).address());
    client.secured().login(account);
    for (int i = 0; i < PAUSES; i++) {
      pause(target.isPresent() ? SHORT_PAUSE : LONG_PAUSE);
      client.command("NOOP").mustBeOk("NOOP answered after pause " + (i + 1));
    }
  }

  @Case(
      id = "idle.kept-for-a-minute",
      verifies = {"POP3-LIFE-01", "POP3-LIFE-02"},
      needs = {STLS, LOGIN},
      slow = true,
      fix = "Let no session end in silence within ten minutes, whether logged in or not.")
  void aMinuteOfSilenceEndsNoSession(CaseRun run, Account account, Judge judge)
      throws TargetTrouble {
    var target = run.variant(Variant.SHORT_IDLE_LIMIT);
    var address = target.orElse(run.stage().target()).address();
    Client behind = run.client(address).secured().login(account);
    Client before = run.client(address).secured();
    behind.command("NOOP").mustBeOk("a session behind the login kept");
    Duration silence = target.isPresent() ? SHORT_PAUSE : MINUTE_AND_GRACE;
    Reply early = before.reply(silence);
    if (early.left()) {
      // Against the letter of RFC 1939, but common before the login.
      judge.warn("a session before the login kept for " + silence.toSeconds() + " s", early.seen());
    }
    behind.command("NOOP").mustBeOk("a session behind the login kept as long");
  }

  @Case(
      id = "idle.restarted-by-backend",
      verifies = "POP3-LIFE-03",
      needs = {STLS, LOGIN},
      slow = true,
      fix = "Begin the idle limit anew with octets in either direction.")
  void octetsOfTheBackendBeginTheLimitAnew(CaseRun run, Backend backend, Account account)
      throws TargetTrouble {
    Target target = run.shaped(Variant.SHORT_IDLE_LIMIT);
    backend.play(Script.modern().on("XSLOW", dripping()));
    Client client = run.client(target.address());
    client.secured().login(account);
    client.command("XSLOW").mustBe("+OK......\r\n", "a reply that takes longer than the limit");
  }

  private static Act[] dripping() {
    Act[] acts = new Act[2 * PAUSES + 2];
    acts[0] = Act.send("+OK");
    for (int i = 0; i < PAUSES; i++) {
      acts[2 * i + 1] = Act.pause(SHORT_PAUSE);
      acts[2 * i + 2] = Act.send(".");
    }
    acts[2 * PAUSES + 1] = Act.send("\r\n");
    return acts;
  }

  private static void pause(Duration duration) {
    try {
      Thread.sleep(duration.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Case(
      id = "idle.client-that-does-not-read",
      verifies = "POP3-DOS-06",
      needs = {STLS, LOGIN},
      slow = true,
      fix = "Give every write a limit, and end the session of a client that does not read.")
  void aClientThatDoesNotReadIsCut(CaseRun run, Backend backend, Account account, Judge judge)
      throws TargetTrouble {
    Target target = run.shaped(Variant.SHORT_WRITE_LIMIT);
    backend.play(Script.modern().on("RETR", Act.send("x".repeat(1 << 20)), Act.send(endless())));
    Client client = run.client(target.address());
    client.secured().login(account).send("RETR 1\r\n");
    judge.observed(
        backend.mustEnd(backend.sessions(), "the end of the backend connection").toString());
    Reply rest = client.rest();
    if (!rest.left()) {
      throw new Finding("the end of the connection", rest.end().map(Object::toString).orElse(""));
    }
  }

  /** More than all buffers on the way hold together. */
  private static byte[] endless() {
    return new byte[24 << 20];
  }
}
