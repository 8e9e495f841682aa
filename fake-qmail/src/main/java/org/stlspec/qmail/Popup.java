package org.stlspec.qmail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * qmail-popup HOST PROGRAM: greets, collects name and password, and hands both to a child that
 * takes the connection over. It never comes back from PASS or APOP to its own commands.
 */
public final class Popup implements Program {

  /** How long the real one waits for the next octet before it leaves without a word. */
  public static final Duration IDLE_LIMIT = Duration.ofMinutes(20);

  private static final int BUFFER = 128;

  /**
   * tcpserver forks for each connection, so each greeting has a process number of its own; the
   * first is the true one.
   */
  private static final AtomicLong PROCESS = new AtomicLong(ProcessHandle.current().pid());

  private final String host;
  private final Child child;
  private final Duration idleLimit;

  /** With the idle limit of the real one. */
  public Popup(String host, Child child) {
    this(host, child, IDLE_LIMIT);
  }

  /**
   * Describes the program; {@link #serve} runs it.
   *
   * @param host stands behind the {@code @} of the greeting's timestamp
   * @param child what decides on name and password, and serves the session if they are right
   */
  public Popup(String host, Child child, Duration idleLimit) {
    this.host = host;
    this.child = child;
    this.idleLimit = idleLimit;
  }

  @Override
  public void serve(Connection connection) throws IOException {
    long now = Instant.now().getEpochSecond();
    String timestamp = "<" + PROCESS.getAndIncrement() + "." + now + "@" + host + ">";
    new Conversation(connection, timestamp).hold();
  }

  /** One run of the program. */
  private final class Conversation {

    private final Connection connection;
    private final String timestamp;
    private final CommandReader commands;
    private final Replies replies;
    private String user = "";

    Conversation(Connection connection, String timestamp) {
      this.connection = connection;
      this.timestamp = timestamp;
      this.commands = new CommandReader(connection, idleLimit);
      this.replies = new Replies(connection, BUFFER);
    }

    void hold() throws IOException {
      replies.text("+OK " + timestamp + "\r\n");
      replies.flush();
      boolean goesOn = true;
      while (goesOn) {
        goesOn = answer(commands.next());
      }
    }

    /** Whether a further command is read behind this one. */
    private boolean answer(Command command) throws IOException {
      return switch (command.keyword()) {
        case "USER" -> user(command.argument());
        case "PASS" -> pass(command.argument());
        case "APOP" -> apop(command.argument());
        case "NOOP" -> accepted();
        case "QUIT" -> !accepted();
        default -> refused("authorization first");
      };
    }

    private boolean accepted() throws IOException {
      replies.ok();
      return true;
    }

    private boolean refused(String why) throws IOException {
      replies.error(why);
      return true;
    }

    private boolean user(String name) throws IOException {
      if (name.isEmpty()) {
        return refused("syntax error");
      }
      user = name;
      return accepted();
    }

    private boolean pass(String password) throws IOException {
      if (user.isEmpty()) {
        return refused("USER first");
      }
      return password.isEmpty() ? refused("syntax error") : handOver(user, password);
    }

    /** The name ends at the first blank; all behind it is the digest, further blanks included. */
    private boolean apop(String argument) throws IOException {
      int blank = argument.indexOf(' ');
      return blank < 0
          ? refused("syntax error")
          : handOver(argument.substring(0, blank), argument.substring(blank + 1));
    }

    private boolean handOver(String name, String password) throws IOException {
      String input = name + "\0" + password + "\0" + timestamp + "\0";
      try {
        // What the reader has read ahead stays here: the child starts with the next octet.
        int status = child.run(input.getBytes(StandardCharsets.ISO_8859_1), connection);
        if (status != Child.SUCCESS) {
          replies.error("authorization failed");
        }
      } catch (HandOverException failed) {
        replies.error(failed.getMessage());
      } catch (RuntimeException crash) {
        connection.diagnose("child of qmail-popup crashed: " + crash);
        replies.error("aack, child crashed");
      }
      return false;
    }
  }
}
