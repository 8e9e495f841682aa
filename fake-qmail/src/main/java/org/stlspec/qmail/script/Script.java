package org.stlspec.qmail.script;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.stlspec.qmail.Program;
import org.stlspec.qmail.SampleMaildir;

/**
 * How to answer: a persona, which knows POP3, and acts that take the place of its answers. A script
 * never changes; every method returns a new one.
 */
public final class Script {

  private static final List<String> MODERN_CAPABILITIES =
      List.of(
          "TOP",
          "UIDL",
          "USER",
          "SASL PLAIN",
          "RESP-CODES",
          "AUTH-RESP-CODE",
          "PIPELINING",
          "IMPLEMENTATION stlspec-backend");

  private final Role role;
  private final List<Act> greeting;
  private final Map<Integer, List<Act>> greetings;
  private final List<Rule> rules;
  private final Contents contents;

  private Script(
      Role role,
      List<Act> greeting,
      Map<Integer, List<Act>> greetings,
      List<Rule> rules,
      Contents contents) {
    this.role = role;
    this.greeting = List.copyOf(greeting);
    this.greetings = Map.copyOf(greetings);
    this.rules = List.copyOf(rules);
    this.contents = contents;
  }

  /** What serves a session. */
  sealed interface Role {

    /** Line by line. */
    non-sealed interface Lines extends Role {
      Persona persona(Contents contents);
    }

    /** By a program of its own. */
    record Whole(Program program) implements Role {}
  }

  /** What a persona serves: messages have CRLF lines. */
  record Contents(List<String> capabilities, Map<String, String> accounts, List<byte[]> messages) {
    Contents {
      capabilities = List.copyOf(capabilities);
      accounts = Map.copyOf(accounts);
      messages = List.copyOf(messages);
    }
  }

  /** Acts for a keyword; {@code nth} 0 is every time. */
  private record Rule(String keyword, int nth, List<Act> acts) {}

  /**
   * A server of today: CAPA, APOP, SASL PLAIN, pipelining. Login alice / wonderland; the messages
   * are those of {@link SampleMaildir}, and every session has them all anew. A failed login is
   * answered {@code -ERR [AUTH]} and AUTHORIZATION goes on; STLS is refused. It closes a connection
   * only behind QUIT: a peer's FIN is logged and nothing else.
   */
  public static Script modern() {
    return of((Role.Lines) ModernPersona::new);
  }

  /**
   * What qmail-popup and qmail-pop3d say, scripted: no CAPA, {@code -ERR authorization first},
   * {@code +OK } with its blank, closes behind a failed login, QUIT and FIN. Unlike the real ones
   * it loses nothing that was pipelined behind PASS, has no idle limit and deletes nothing for
   * good.
   */
  public static Script qmail() {
    return of((Role.Lines) QmailPersona::new);
  }

  /** Hands each connection to a program; octets are logged all the same, acts are of no effect. */
  public static Script program(Program program) {
    return of(new Role.Whole(program));
  }

  private static Script of(Role role) {
    List<byte[]> messages = SampleMaildir.messages().stream().map(MultiLine::withCrLf).toList();
    var contents = new Contents(MODERN_CAPABILITIES, Map.of("alice", "wonderland"), messages);
    return new Script(role, List.of(Act.usual()), Map.of(), List.of(), contents);
  }

  /** These acts instead of the greeting; {@link Act#usual()} among them is the persona's own. */
  public Script greeting(Act... acts) {
    return new Script(role, List.of(acts), greetings, rules, contents);
  }

  /** These acts instead of the greeting of the n-th connection (from 1) and of no other. */
  public Script greetingNth(int n, Act... acts) {
    var more = new HashMap<>(greetings);
    more.put(n, List.of(acts));
    return new Script(role, greeting, more, rules, contents);
  }

  /** The whole CAPA list of {@link #modern()}, line by line. */
  public Script capabilities(String... lines) {
    return with(new Contents(List.of(lines), contents.accounts(), contents.messages()));
  }

  /** One account more, or another password for it. */
  public Script account(String name, String password) {
    var accounts = new HashMap<>(contents.accounts());
    accounts.put(name, password);
    return with(new Contents(contents.capabilities(), accounts, contents.messages()));
  }

  /** The whole maildrop: octets with CRLF lines, not byte-stuffed. */
  public Script messages(byte[]... messages) {
    var copies = Stream.of(messages).map(byte[]::clone).toList();
    return with(new Contents(contents.capabilities(), contents.accounts(), copies));
  }

  private Script with(Contents other) {
    return new Script(role, greeting, greetings, rules, other);
  }

  /**
   * These acts as the answer to a keyword, every time. Of several rules that fit, one for the n-th
   * time wins over one for every time, and a later one over an earlier one.
   *
   * @param keyword in any case; empty for an empty line
   */
  public Script on(String keyword, Act... acts) {
    return rule(keyword, 0, List.of(acts));
  }

  /** These acts as the answer when the keyword comes the n-th time (from 1) in a session. */
  public Script onNth(String keyword, int n, Act... acts) {
    if (n < 1) {
      throw new IllegalArgumentException("commands are counted from 1, not " + n);
    }
    return rule(keyword, n, List.of(acts));
  }

  /** The persona's own answer to a keyword first, then these acts, every time. */
  public Script after(String keyword, Act... acts) {
    return rule(keyword, 0, Stream.concat(Stream.of(Act.usual()), Stream.of(acts)).toList());
  }

  private Script rule(String keyword, int nth, List<Act> acts) {
    var more = new ArrayList<>(rules);
    more.add(0, new Rule(keyword.toUpperCase(Locale.ROOT), nth, List.copyOf(acts)));
    return new Script(role, greeting, greetings, more, contents);
  }

  Role role() {
    return role;
  }

  Contents contents() {
    return contents;
  }

  /** The greeting of the n-th connection. */
  List<Act> opening(int n) {
    return greetings.getOrDefault(n, greeting);
  }

  /** What to do when this keyword, in upper case, comes for the n-th time. */
  List<Act> answer(String keyword, int n) {
    return acts(keyword, n).or(() -> acts(keyword, 0)).orElse(List.of(Act.usual()));
  }

  private Optional<List<Act>> acts(String keyword, int nth) {
    return rules.stream()
        .filter(rule -> rule.nth() == nth && rule.keyword().equals(keyword))
        .map(Rule::acts)
        .findFirst();
  }
}
