package org.stlspec.qmail.script;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.stlspec.qmail.Apop;
import org.stlspec.qmail.Command;
import org.stlspec.qmail.LeadingNumber;

/** The replies of qmail-popup and, behind a login, qmail-pop3d, over messages in memory. */
final class QmailPersona implements Persona {

  private static final AtomicLong PROCESS = new AtomicLong(ProcessHandle.current().pid());

  private final Script.Contents contents;
  private final Maildrop maildrop;
  private final String timestamp =
      "<" + PROCESS.incrementAndGet() + "." + Instant.now().getEpochSecond() + "@pop.lab.test>";
  private String user = "";
  private boolean loggedIn;

  QmailPersona(Script.Contents contents) {
    this.contents = contents;
    this.maildrop = new Maildrop(contents.messages());
  }

  @Override
  public List<Act> greeting() {
    return List.of(Act.send("+OK " + timestamp + "\r\n"));
  }

  @Override
  public List<Act> atEnd() {
    return List.of(Act.close());
  }

  @Override
  public void login() {
    loggedIn = true;
  }

  @Override
  public List<Act> answer(String line) {
    Command command = Command.of(line);
    return switch (command.keyword()) {
      case "QUIT" -> List.of(Act.send("+OK \r\n"), Act.close());
      case "NOOP" -> ok();
      default -> loggedIn ? transaction(command) : authorization(command);
    };
  }

  private List<Act> authorization(Command command) {
    return switch (command.keyword()) {
      case "USER" -> user(command.argument());
      case "PASS" -> pass(command.argument());
      case "APOP" -> apop(command.argument());
      default -> error("authorization first");
    };
  }

  private List<Act> user(String name) {
    if (name.isEmpty()) {
      return error("syntax error");
    }
    user = name;
    return ok();
  }

  private List<Act> pass(String password) {
    if (user.isEmpty()) {
      return error("USER first");
    }
    return password.isEmpty() ? error("syntax error") : decided(user, password);
  }

  private List<Act> apop(String argument) {
    int blank = argument.indexOf(' ');
    return blank < 0
        ? error("syntax error")
        : decided(argument.substring(0, blank), argument.substring(blank + 1));
  }

  /** checkpassword cannot tell a password from a digest, so either is right for PASS and APOP. */
  private List<Act> decided(String name, String password) {
    String secret = contents.accounts().get(name);
    boolean right =
        secret != null
            && (password.equals(secret) || password.equals(Apop.digest(timestamp, secret)));
    if (!right) {
      return List.of(Act.send("-ERR authorization failed\r\n"), Act.close());
    }
    loggedIn = true;
    return ok();
  }

  private List<Act> transaction(Command command) {
    String argument = command.argument();
    return switch (command.keyword()) {
      case "STAT" -> stat();
      case "LIST" -> listing(argument, Maildrop.Entry::fileSize);
      case "UIDL" -> listing(argument, Maildrop.Entry::uniqueId);
      case "DELE" -> withMessage(argument, this::delete);
      case "RETR", "TOP" -> withMessage(argument, entry -> retrieve(entry, argument));
      case "RSET" -> reset();
      case "LAST" -> List.of(Act.send("+OK " + maildrop.highestDeleted() + "\r\n"));
      default -> error("unimplemented");
    };
  }

  private List<Act> stat() {
    long octets = maildrop.left().stream().mapToLong(Maildrop.Entry::fileSize).sum();
    return List.of(Act.send("+OK " + maildrop.size() + " " + octets + "\r\n"));
  }

  private List<Act> listing(String argument, Function<Maildrop.Entry, Object> what) {
    if (!argument.isEmpty()) {
      return withMessage(argument, entry -> List.of(Act.send("+OK " + line(entry, what) + "\r\n")));
    }
    List<String> lines = maildrop.left().stream().map(entry -> line(entry, what)).toList();
    return List.of(Act.send(MultiLine.list("+OK \r\n", lines)));
  }

  private static String line(Maildrop.Entry entry, Function<Maildrop.Entry, Object> what) {
    return entry.number() + " " + what.apply(entry);
  }

  private List<Act> withMessage(String argument, Function<Maildrop.Entry, List<Act>> answer) {
    var number = LeadingNumber.of(argument);
    if (number.digits() == 0) {
      return error("syntax error");
    }
    if (number.value() == 0) {
      return error("messages are counted from 1");
    }
    if (Long.compareUnsigned(number.value(), maildrop.size()) > 0) {
      return error("not that many messages");
    }
    Maildrop.Entry entry = maildrop.at((int) number.value() - 1);
    return maildrop.deleted(entry) ? error("already deleted") : answer.apply(entry);
  }

  private List<Act> delete(Maildrop.Entry entry) {
    maildrop.delete(entry);
    return ok();
  }

  private static List<Act> retrieve(Maildrop.Entry entry, String argument) {
    String behind = argument.substring(LeadingNumber.of(argument).digits()).replaceFirst("^ +", "");
    var lines = LeadingNumber.of(behind);
    long limit = lines.digits() == 0 || lines.value() < 0 ? Long.MAX_VALUE : lines.value();
    byte[] body = MultiLine.body(entry.message(), limit);
    return List.of(Act.send(MultiLine.response("+OK \r\n", body, "\r\n.\r\n")));
  }

  private List<Act> reset() {
    maildrop.reset();
    return ok();
  }

  private static List<Act> ok() {
    return List.of(Act.send("+OK \r\n"));
  }

  private static List<Act> error(String why) {
    return List.of(Act.send("-ERR " + why + "\r\n"));
  }
}
