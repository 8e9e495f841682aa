package org.stlspec.qmail.script;

import java.io.IOException;

/** Serves one session by its script, on a thread of its own. */
final class Player implements Runnable {

  private final Session session;
  private final Inbox inbox;
  private final Script script;

  Player(Session session, Inbox inbox, Script script) {
    this.session = session;
    this.inbox = inbox;
    this.script = script;
  }

  @Override
  public void run() {
    try {
      if (script.role() instanceof Script.Role.Lines lines) {
        new Performance(session, inbox, script, lines.persona(script.contents())).play();
      } else if (script.role() instanceof Script.Role.Whole whole) {
        runProgram(whole);
      }
    } catch (IOException | InterruptedException ended) {
      // The peer left, or the session was closed from outside: the log says which.
    } catch (RuntimeException mistake) {
      System.err.println("backend session " + session.number() + ": script failed: " + mistake);
      session.reset();
    }
  }

  private void runProgram(Script.Role.Whole whole) throws IOException {
    try {
      whole.program().serve(new LoggedConnection(session, inbox));
    } finally {
      session.close();
    }
  }
}
