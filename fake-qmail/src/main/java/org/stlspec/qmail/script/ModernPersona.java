package org.stlspec.qmail.script;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.stlspec.qmail.Apop;

/** A POP3 server of today (RFC 1939, 2449, 5034) over messages in memory. */
final class ModernPersona implements Persona {

  private static final AtomicLong SERIAL = new AtomicLong();

  private final Script.Contents contents;
  private final Maildrop maildrop;
  private final String timestamp =
      "<" + SERIAL.incrementAndGet() + "." + System.nanoTime() + "@backend.stlspec.test>";
  private Optional<String> user = Optional.empty();
  private boolean loggedIn;

  ModernPersona(Script.Contents contents) {
    this.contents = contents;
    this.maildrop = new Maildrop(contents.messages());
  }

  @Override
  public List<Act> greeting() {
    return ok("stlspec-backend ready " + timestamp);
  }

  @Override
  public List<Act> atEnd() {
    return List.of();
  }

  @Override
  public void login() {
    loggedIn = true;
  }

  @Override
  public List<Act> answer(String line) {
    int blank = line.indexOf(' ');
    String keyword = (blank < 0 ? line : line.substring(0, blank)).toUpperCase(Locale.ROOT);
    String argument = blank < 0 ? "" : line.substring(blank + 1);
    return switch (keyword) {
      case "CAPA" -> capabilities();
      case "QUIT" -> List.of(Act.send("+OK bye\r\n"), Act.close());
      default -> loggedIn ? transaction(keyword, argument) : authorization(keyword, argument);
    };
  }

  private List<Act> capabilities() {
    return List.of(Act.send(MultiLine.list("+OK capabilities\r\n", contents.capabilities())));
  }

  private List<Act> authorization(String keyword, String argument) {
    return switch (keyword) {
      case "USER" -> user(argument);
      case "PASS" -> pass(argument);
      case "APOP" -> apop(argument);
      case "AUTH" -> auth(argument);
      case "STLS" -> error("STLS is not offered");
      case "STAT", "LIST", "UIDL", "RETR", "TOP", "DELE", "RSET", "NOOP" -> error("log in first");
      default -> error("unknown command");
    };
  }

  private List<Act> user(String name) {
    if (name.isEmpty()) {
      return error("USER needs a name");
    }
    user = Optional.of(name);
    return ok("password, please");
  }

  private List<Act> pass(String password) {
    if (user.isEmpty()) {
      return error("USER first");
    }
    String name = user.get();
    user = Optional.empty();
    return decided(password.equals(contents.accounts().get(name)));
  }

  private List<Act> apop(String argument) {
    int blank = argument.indexOf(' ');
    if (blank < 0) {
      return error("APOP needs a name and a digest");
    }
    String secret = contents.accounts().get(argument.substring(0, blank));
    String digest = argument.substring(blank + 1);
    return decided(secret != null && Apop.digest(timestamp, secret).equals(digest));
  }

  private List<Act> auth(String argument) {
    int blank = argument.indexOf(' ');
    String mechanism = blank < 0 ? argument : argument.substring(0, blank);
    if (!mechanism.equalsIgnoreCase("PLAIN")) {
      return error("unknown mechanism");
    }
    return blank < 0
        ? List.of(Act.send("+ \r\n"), Act.line(this::plain))
        : plain(argument.substring(blank + 1));
  }

  /** A SASL PLAIN response (RFC 4616): authorization identity NUL name NUL password, in base64. */
  private List<Act> plain(String response) {
    if (response.equals("*")) {
      return error("cancelled");
    }
    try {
      byte[] decoded = Base64.getDecoder().decode(response);
      String[] parts = new String(decoded, StandardCharsets.UTF_8).split("\0", -1);
      return parts.length == 3
          ? decided(parts[2].equals(contents.accounts().get(parts[1])))
          : error("malformed response");
    } catch (IllegalArgumentException notBase64) {
      return error("not base64");
    }
  }

  private List<Act> decided(boolean right) {
    if (!right) {
      return error("[AUTH] wrong name or password");
    }
    loggedIn = true;
    return ok("logged in");
  }

  private List<Act> transaction(String keyword, String argument) {
    return switch (keyword) {
      case "STAT" -> ok(maildrop.left().size() + " " + maildrop.octets());
      case "LIST" -> listing(argument, Maildrop.Entry::octets);
      case "UIDL" -> listing(argument, Maildrop.Entry::uniqueId);
      case "RETR" -> entry(argument).map(ModernPersona::whole).orElseGet(ModernPersona::noSuch);
      case "TOP" -> top(argument);
      case "DELE" -> delete(argument);
      case "RSET" -> reset();
      case "NOOP" -> ok("nothing done");
      case "STLS" -> error("STLS is not for the TRANSACTION state");
      default -> error("unknown command");
    };
  }

  private List<Act> listing(String argument, Function<Maildrop.Entry, Object> what) {
    if (!argument.isEmpty()) {
      return entry(argument)
          .map(entry -> ok(entry.number() + " " + what.apply(entry)))
          .orElseGet(ModernPersona::noSuch);
    }
    List<String> lines =
        maildrop.left().stream().map(entry -> entry.number() + " " + what.apply(entry)).toList();
    return List.of(Act.send(MultiLine.list("+OK listing\r\n", lines)));
  }

  private Optional<Maildrop.Entry> entry(String argument) {
    return number(argument).flatMap(maildrop::entry);
  }

  private static Optional<Integer> number(String digits) {
    return digits.matches("[0-9]{1,9}") ? Optional.of(Integer.valueOf(digits)) : Optional.empty();
  }

  private static List<Act> whole(Maildrop.Entry entry) {
    String status = "+OK " + entry.octets() + " octets\r\n";
    byte[] body = MultiLine.body(entry.message());
    return List.of(Act.send(MultiLine.response(status, body, ".\r\n")));
  }

  private List<Act> top(String argument) {
    int blank = argument.indexOf(' ');
    if (blank < 0) {
      return error("TOP needs a message and a number of lines");
    }
    Optional<Maildrop.Entry> entry = entry(argument.substring(0, blank));
    Optional<Integer> lines = number(argument.substring(blank + 1));
    return entry.isPresent() && lines.isPresent() ? top(entry.get(), lines.get()) : noSuch();
  }

  private static List<Act> top(Maildrop.Entry entry, int lines) {
    byte[] body = MultiLine.body(entry.message(), lines);
    return List.of(Act.send(MultiLine.response("+OK top\r\n", body, ".\r\n")));
  }

  private List<Act> delete(String argument) {
    Optional<Maildrop.Entry> entry = entry(argument);
    entry.ifPresent(maildrop::delete);
    return entry.isPresent() ? ok("deleted") : noSuch();
  }

  private List<Act> reset() {
    maildrop.reset();
    return ok("nothing is deleted");
  }

  private static List<Act> noSuch() {
    return error("no such message");
  }

  private static List<Act> ok(String text) {
    return List.of(Act.send("+OK " + text + "\r\n"));
  }

  private static List<Act> error(String text) {
    return List.of(Act.send("-ERR " + text + "\r\n"));
  }
}
