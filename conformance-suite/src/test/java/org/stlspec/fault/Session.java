package org.stlspec.fault;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One session of the sound proxy, from the greeting to the login. Every step is a method of its
 * own, here or in the phases below: a fault overrides the one that it gets wrong.
 */
class Session extends RelayPhase {
  private static final Set<String> LOGINS = Set.of("USER", "PASS", "APOP", "AUTH");
  private static final Set<String> HTTP = Set.of("GET", "HEAD", "POST", "PUT", "OPTIONS");
  private static final Set<String> HARMLESS = Set.of("CAPA", "NOOP", "QUIT");
  private static final Set<String> FORBIDDEN = Set.of("XCLIENT", "XOIP", "PROXY");

  private boolean implicitTls;
  private boolean loggedIn;
  private boolean soiled;
  private int refused;

  final void serve(SoundProxy by, Leg newcomer, boolean tlsFirst) {
    implicitTls = tlsFirst;
    try {
      begin(by, newcomer);
      play();
    } catch (IOException over) {
      // Whatever ended it: the session is over.
    } finally {
      hangUp();
    }
  }

  final boolean implicitTls() {
    return implicitTls;
  }

  final boolean loggedIn() {
    return loggedIn;
  }

  private void play() throws IOException {
    if (implicitTls) {
      handshake(new byte[0]);
    }
    if (proxy().crowded()) {
      crowded();
    }
    greet();
    while (!loggedIn) {
      command(clientLine());
    }
    relay();
  }

  // ---- greeting ----

  void greet() throws IOException {
    try {
      dial();
    } catch (IOException down) {
      backendDown();
      throw down;
    }
    Line greeting = backendGreeting();
    client().write(greeting.octets());
    if (!greeting.positive()) {
      throw new EOFException("not welcome");
    }
  }

  void crowded() throws IOException {
    say("-ERR [SYS/TEMP] too many connections\r\n");
    throw new EOFException("too many connections");
  }

  void backendDown() throws IOException {
    say("-ERR [SYS/TEMP] the mail server cannot be reached\r\n");
  }

  // ---- commands before login ----

  void command(Line line) throws IOException {
    if (line.ambiguous()) {
      say("-ERR NUL or bare CR in a command\r\n");
      throw new EOFException("no telling where its lines end");
    } else if (isHttp(line)) {
      say("-ERR this is POP3\r\n");
      throw new EOFException("HTTP");
    } else if (isStls(line)) {
      stls(line);
    } else if (isForbidden(line)) {
      say("-ERR not for clients\r\n");
    } else if (isLogin(line) && proxy().settings().tlsRequired() && !insideTls()) {
      refuseLogin(line);
    } else {
      relayed(line);
    }
  }

  boolean isHttp(Line line) {
    return HTTP.contains(line.keyword());
  }

  boolean isForbidden(Line line) {
    return FORBIDDEN.contains(line.keyword()) || isExternal(line);
  }

  /** RFC 4422 appendix A: what the backend knows of a certificate is at best the proxy's own. */
  static boolean isExternal(Line line) {
    return line.keyword().equals("AUTH")
        && line.argument().toUpperCase(Locale.ROOT).matches("EXTERNAL( .*)?");
  }

  boolean isLogin(Line line) {
    return LOGINS.contains(line.keyword());
  }

  void refuseLogin(Line line) throws IOException {
    say("-ERR STLS first\r\n");
  }

  void relayed(Line line) throws IOException {
    soiled |= !HARMLESS.contains(line.keyword());
    backend().write(line.octets());
    switch (line.keyword()) {
      case "CAPA" -> sayList(edited(backendList()));
      case "AUTH" -> auth(line);
      case "LANG" -> listOrLine(line);
      case "PASS", "APOP" -> login(backendLine());
      case "QUIT" -> quit();
      default -> replied(backendLine());
    }
  }

  private void replied(Line line) throws IOException {
    client().write(reply(line).octets());
    refused = line.positive() ? 0 : refused + 1;
    if (refused > refusalsAllowed()) {
      throw new EOFException("too many refused commands");
    }
  }

  int refusalsAllowed() {
    return 20;
  }

  /** What the client gets to see of a reply of one line. */
  Line reply(Line line) throws IOException {
    return line;
  }

  void sayList(Listing list) throws IOException {
    say(list.text());
  }

  void quit() throws IOException {
    client().write(backendLine().octets());
    throw new EOFException("QUIT");
  }

  void login(Line answer) throws IOException {
    loggedIn = answer.positive();
    client().write(answer.octets());
  }

  void auth(Line line) throws IOException {
    if (line.argument().isEmpty()) {
      listOrLine(line);
    } else {
      exchange();
    }
  }

  /** Without an argument a list is asked for. */
  void listOrLine(Line command) throws IOException {
    Line line = backendLine();
    client().write(reply(line).octets());
    boolean list = line.positive() && command.argument().isEmpty();
    while (list && !line.text().equals(".")) {
      line = backendLine();
      client().write(line.octets());
    }
  }

  /** RFC 5034 section 4: behind a challenge comes data, whatever it looks like. */
  void exchange() throws IOException {
    Line answer = backendLine();
    while (answer.keyword().equals("+")) {
      client().write(answer.octets());
      backend().write(clientLine().octets());
      answer = backendLine();
    }
    login(answer);
  }

  // ---- CAPA ----

  /** The backend's list; one of our own where it has none. */
  Listing backendList() throws IOException {
    Line status = backendLine();
    if (!status.positive()) {
      return noList(status);
    }
    List<String> lines = new ArrayList<>();
    for (String line = backendLine().text(); !line.equals("."); line = backendLine().text()) {
      lines.add(line);
    }
    return new Listing(status.text(), lines);
  }

  Listing noList(Line refusal) throws IOException {
    return Listing.OWN;
  }

  Listing edited(Listing list) {
    Listing cleaned = list.without("STLS");
    if (insideTls()) {
      return cleaned;
    }
    return (proxy().settings().tlsRequired() ? cleaned.without("USER").without("SASL") : cleaned)
        .with("STLS");
  }

  // ---- STLS ----

  boolean isStls(Line line) {
    return line.keyword().equals("STLS");
  }

  void stls(Line line) throws IOException {
    if (insideTls()) {
      say("-ERR TLS is active\r\n");
    } else if (!line.argument().isEmpty()) {
      say("-ERR STLS has no argument\r\n");
    } else {
      upgrade(client().takeAhead());
    }
  }

  /** What came behind STLS is the beginning of TLS, if it is anything. */
  void upgrade(byte[] behind) throws IOException {
    say("+OK begin TLS\r\n");
    handshake(behind);
    forget();
  }

  /** Nothing said in clear counts inside TLS: if need be on another backend connection. */
  void forget() throws IOException {
    if (soiled || !backend().quiet()) {
      redial();
    }
  }

  /** Another backend connection, its greeting unsaid. */
  final void redial() throws IOException {
    backend().close();
    dial();
    backendLine();
  }
}
