package org.stlspec.cases;

import static org.stlspec.suite.Need.BACKEND_AT_CONNECT;
import static org.stlspec.suite.Need.LOGIN;
import static org.stlspec.suite.Need.QUICK_REFUSAL;
import static org.stlspec.suite.Need.STLS;

import java.util.List;
import java.util.regex.Pattern;
import org.stlspec.qmail.script.Act;
import org.stlspec.qmail.script.Script;
import org.stlspec.suite.Case;
import org.stlspec.suite.CaseRun;
import org.stlspec.verdict.Finding;
import org.stlspec.verdict.NotApplicable;
import org.stlspec.wire.Account;
import org.stlspec.wire.Backend;
import org.stlspec.wire.Client;
import org.stlspec.wire.Reply;

/** The form of replies, and what their texts may tell. */
class ReplyCases {
  private static final Pattern STATUS_LINE = Pattern.compile("(\\+OK|-ERR)( [^\r\n]*)?\r\n");
  private static final Pattern RESPONSE_CODE =
      Pattern.compile(
          "(\\+OK|-ERR) (?!\\[).*|(\\+OK|-ERR)|(\\+OK|-ERR) \\[[^\\]/]+(/[^\\]/]+)*].*");
  private static final int LONGEST_FIRST_LINE = 512;
  private static final String NOBODY = "nobody-2595";

  @Case(
      id = "reply.status-indicator",
      verifies = {"POP3-BASE-03", "POP3-BASE-02"},
      needs = STLS,
      fix = "Begin each reply with +OK or -ERR in upper case, and end it in CRLF.")
  void everyReplyBeginsWithAStatusIndicatorInUpperCase(Client client) {
    mustHaveStatus(client.greeting());
    mustHaveStatus(client.command("STLS"));
    client.handshake().ok();
    mustHaveStatus(client.command("XSTLSPEC"));
    mustHaveStatus(client.command("STLS"));
    mustHaveStatus(client.command("QUIT"));
  }

  private static void mustHaveStatus(Reply reply) {
    if (!reply.left() && !STATUS_LINE.matcher(reply.octets().latin1()).matches()) {
      throw new Finding("+OK or -ERR, a blank and a text, CRLF", reply.seen());
    }
  }

  @Case(
      id = "reply.first-line-of-512-octets",
      verifies = "POP3-BASE-08",
      needs = STLS,
      fix = "Keep the first line of a reply to 512 octets, CRLF included.")
  void noFirstLineIsLongerThan512Octets(Client client) {
    client.secured();
    Reply reply = client.command("XSTLSPEC " + "A".repeat(240));
    if (reply.octets().length() > LONGEST_FIRST_LINE) {
      throw new Finding("a first line of 512 octets at most", reply.seen());
    }
  }

  @Case(
      id = "reply.response-codes",
      verifies = "POP3-RESP-01",
      needs = {STLS, LOGIN, QUICK_REFUSAL},
      fix = "Where RESP-CODES is announced begin no text with '[' but a response code.")
  void aTextThatBeginsWithABracketIsAResponseCode(Client client) {
    announced(client, "RESP-CODES");
    List<String> commands =
        List.of("XSTLSPEC", "STLS", "USER " + NOBODY, "PASS not-the-password", "STAT", "QUIT");
    for (String command : commands) {
      Reply reply = client.login(command);
      if (reply.left()) {
        return;
      }
      if (!RESPONSE_CODE.matcher(reply.text()).matches()) {
        throw new Finding("'[' only at the beginning of a response code", reply.seen());
      }
    }
  }

  private static void announced(Client client, String capability) {
    client.secured();
    var capa = client.capa();
    if (!capa.has(capability)) {
      throw new NotApplicable(capability + " is not announced inside TLS: " + capa.seen());
    }
  }

  @Case(
      id = "reply.auth-response-code",
      verifies = "POP3-RESP-04",
      needs = {STLS, LOGIN, QUICK_REFUSAL},
      fix = "Where AUTH-RESP-CODE is announced say [AUTH] to wrong credentials, and only there.")
  void wrongCredentialsAreToldByTheirResponseCode(Client client, Account account) {
    announced(client, "AUTH-RESP-CODE");
    Reply unknown = client.command("XSTLSPEC");
    if (unknown.text().contains("[AUTH]")) {
      throw new Finding("[AUTH] to wrong credentials only", unknown.seen() + " to XSTLSPEC");
    }
    client.command("USER " + account.name()).ok();
    Reply refusal = client.login("PASS not-" + account.password());
    if (!refusal.text().startsWith("-ERR [AUTH]")) {
      throw new Finding("-ERR [AUTH] to a wrong password", refusal.seen());
    }
  }

  @Case(
      id = "reply.user-tells-nothing",
      verifies = {"POP3-BASE-20", "POP3-RESP-07"},
      needs = {STLS, LOGIN},
      fix = "Answer USER the same whether the mailbox exists or not, and without a code.")
  void theReplyToUserDoesNotTellWhetherTheMailboxExists(
      Client known, Client unknown, Account account) {
    String one = replyToUser(known, account.name());
    String other = replyToUser(unknown, NOBODY);
    if (!one.equals(other)) {
      throw new Finding("the same reply to USER for any name", "'" + one + "', '" + other + "'");
    }
    if (one.matches("-ERR \\[(AUTH|LOGIN-DELAY)].*")) {
      throw new Finding("no response code in answer to USER", "'" + one + "'");
    }
  }

  private static String replyToUser(Client client, String name) {
    client.secured();
    return client.command("USER " + name).text().replace(name, "NAME");
  }

  @Case(
      id = "reply.maildrop-in-use",
      verifies = {"POP3-RESP-06", "POP3-BASE-17"},
      needs = {STLS, LOGIN, BACKEND_AT_CONNECT},
      fix = "Pass the refusal of a login on as it is and stay in the AUTHORIZATION state.")
  void theClientLearnsThatTheMaildropIsInUse(Client client, Backend backend, Account account) {
    String inUse = "-ERR [IN-USE] another session has it\r\n";
    backend.play(Script.modern().on("PASS", Act.send(inUse)));
    client.secured();
    client.command("USER " + account.name()).ok();
    client.command("PASS " + account.password()).mustBe(inUse, "the backend's refusal");
    Reply stat = client.command("STAT");
    if (!stat.left()) {
      stat.mustBeErr("-ERR to STAT, since the login has failed");
    }
  }

  private static final List<String> REFUSALS =
      List.of(
          "-ERR [SYS/TEMP] later\r\n",
          "-ERR [SYS/PERM]  never \r\n",
          "-ERR [LOGIN-DELAY] too soon\r\n",
          "-ERR [in-use/foo/bar] x\r\n",
          "-ERR [\r\n",
          "-ERR\r\n");

  @Case(
      id = "reply.refusals-pass-unchanged",
      verifies = {"POP3-PXT-14", "POP3-RESP-03"},
      needs = {STLS, LOGIN, BACKEND_AT_CONNECT},
      fix = "Pass the backend's refusal of a login on as it is, whatever the response code.")
  void everyResponseCodeOfTheBackendReachesTheClient(
      CaseRun run, Backend backend, Account account) {
    for (String refusal : REFUSALS) {
      backend.play(Script.modern().on("PASS", Act.send(refusal)));
      try (Client client = run.client()) {
        client.secured();
        client.command("USER " + account.name()).ok();
        client.command("PASS " + account.password()).mustBe(refusal, "the backend's refusal");
      }
    }
  }
}
