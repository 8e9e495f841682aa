package org.stlspec.cases;

import static org.stlspec.suite.Need.LOGIN;
import static org.stlspec.suite.Need.LOGIN_IN_CLEAR;
import static org.stlspec.suite.Need.STLS;

import java.time.Duration;
import org.stlspec.qmail.script.Act;
import org.stlspec.qmail.script.Script;
import org.stlspec.suite.Case;
import org.stlspec.wire.Account;
import org.stlspec.wire.Backend;
import org.stlspec.wire.Client;

/** How sessions end, and what must not happen when they end badly. */
class LifeCases {
  /** The FIN goes behind the command; who gives up at a FIN shall have the time to see it. */
  private static final Act FIN_ARRIVES = Act.pause(Duration.ofMillis(50));

  private static final String FIX =
      "When the client goes, close the backend connection and send it nothing: QUIT deletes.";

  @Case(
      id = "life.no-quit-invented.fin",
      verifies = {"POP3-BASE-12", "POP3-TLS-21"},
      needs = {STLS, LOGIN},
      fix = FIX)
  void aFinInsideTlsMakesNoQuit(Client client, Backend backend, Account account) {
    markDeleted(client, account);
    client.finish();
    mustNotQuit(client, backend);
  }

  @Case(
      id = "life.no-quit-invented.reset",
      verifies = "POP3-BASE-12",
      needs = {STLS, LOGIN},
      fix = FIX)
  void aResetInsideTlsMakesNoQuit(Client client, Backend backend, Account account) {
    markDeleted(client, account);
    client.reset();
    mustNotQuit(client, backend);
  }

  @Case(
      id = "life.no-quit-invented.close-notify",
      verifies = {"POP3-BASE-12", "POP3-TLS-20"},
      needs = {STLS, LOGIN},
      fix = FIX)
  void aCloseNotifyMakesNoQuit(Client client, Backend backend, Account account) {
    markDeleted(client, account);
    client.closeNotify().finish();
    mustNotQuit(client, backend);
  }

  @Case(
      id = "life.no-quit-invented.in-clear",
      verifies = "POP3-BASE-12",
      needs = LOGIN_IN_CLEAR,
      fix = FIX)
  void aFinInClearMakesNoQuit(Client client, Backend backend, Account account) {
    client.greeting().ok();
    client.login(account);
    client.command("DELE 1").ok();
    client.finish();
    mustNotQuit(client, backend);
  }

  private static void markDeleted(Client client, Account account) {
    client.secured().login(account);
    client.command("DELE 1").ok();
  }

  private static void mustNotQuit(Client client, Backend backend) {
    backend.mustEnd(backend.sessions(), "the end of the backend connection");
    client.close();
    backend.neverSaw("QUIT", "no QUIT that the client never sent");
  }

  @Case(
      id = "life.backend-close-reaches-client",
      verifies = "POP3-PXT-21",
      needs = {STLS, LOGIN},
      fix = "When the backend ends, flush what it sent and end the client's session.")
  void theEndOfTheBackendReachesTheClientBehindAllData(
      Client client, Backend backend, Account account) {
    backend.play(Script.modern().on("XLAST", Act.send("+OK last words\r\n"), Act.close()));
    client.secured().login(account);
    client.command("XLAST").mustBe("+OK last words\r\n", "the backend's last line");
    client.mustEnd("the end of the session behind it");
  }

  @Case(
      id = "life.half-close-in-clear",
      verifies = {"POP3-LIFE-05", "POP3-PXT-21"},
      needs = LOGIN_IN_CLEAR,
      fix = "Relay the end of stream in each direction by itself.")
  void repliesStillArriveAfterAHalfClose(Client client, Backend backend, Account account) {
    backend.play(
        Script.modern()
            .on("XLAST", Act.hold(), FIN_ARRIVES, Act.send("+OK late\r\n"), Act.close()));
    client.greeting().ok();
    client.login(account);
    client.send("XLAST\r\n").finish();
    backend.saw("XLAST\r\n").release();
    client.reply().mustBe("+OK late\r\n", "the reply to the last command");
  }
}
